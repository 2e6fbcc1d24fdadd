/** As much of the validator of the Frictionless standard as the tests use; it brings no types. */
declare module 'datapackage' {
  interface Resource {
    name: string;
    read(options: { keyed: true; relations: boolean }): Promise<Record<string, unknown>[]>;
  }
  interface Package {
    valid: boolean;
    errors: Error[];
    resources: Resource[];
  }
  const datapackage: { Package: { load(address: string): Promise<Package> } };
  export default datapackage;
}
