/** Where the public page of an organisation stands, for rooms that link to it. `code`: ODS code, else GSS code, else slug. */
export const organisationPage = (code: string): string => `/trusts/${encodeURIComponent(code)}`;
