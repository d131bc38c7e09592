// Runs models: node run.mjs FOLDER. Each line of standard input is an order in JSON, { model, output, inputs: [{ dtype, sizes, file }] }, an input for each of
// the model's, of dtype float32 or int64 with little-endian numbers in the file. Output i goes to OUTPUT.i as float32. Each order is answered by a line:
// { sizes: [[2, 10], …] }, or { error } if the model cannot be run. The program ends with its input.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ort = createRequire(join(process.argv[2], "peer.js"))("onnxruntime-node");

async function run({ model, output, inputs }) {
  const net = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  try {
    const feeds = {};
    inputs.forEach(({ dtype, sizes, file }, i) => {
      const bytes = readFileSync(file);
      const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
      feeds[net.inputNames[i]] = new ort.Tensor(dtype, dtype === "int64" ? new BigInt64Array(whole) : new Float32Array(whole), sizes);
    });
    const results = await net.run(feeds);
    return net.outputNames.map((name, i) => {
      writeFileSync(`${output}.${i}`, Buffer.from(Float32Array.from(results[name].data, Number).buffer));
      return results[name].dims;
    });
  } finally {
    await net.release();
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { sizes: await run(JSON.parse(line)) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
