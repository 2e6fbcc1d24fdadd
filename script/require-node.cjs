// Runs on any Node: says in one line what is wrong when the runtime is too old. `npm` scripts find the bundled Node 24 first.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    'Beforehand needs Node 24 or newer; this is ' +
      process.version +
      '. Run it through npm (npm start), which uses the Node 24 that npm ci installed.',
  );
  process.exit(1);
}
