import { run } from '#test/torture/engine';
const t=Date.now(); console.log(JSON.stringify(await run(Number(process.argv[2]))).slice(0,3000), Date.now()-t);
