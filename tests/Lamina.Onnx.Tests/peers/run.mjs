// Runs a model: node run.mjs FOLDER MODEL OUTPUT INPUT…, an input for each of the model's, as DTYPE:SIZES:FILE with DTYPE float32 or int64,
// sizes such as 2,1,32,32, and little-endian numbers in the file. Output i goes to OUTPUT.i as float32, its sizes to a line of standard output.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, model, output, ...inputs] = process.argv.slice(2);
const ort = createRequire(join(folder, "peer.js"))("onnxruntime-node");
const net = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const feeds = {};
inputs.forEach((input, i) => {
  const [dtype, sizes, file] = input.split(":");
  const bytes = readFileSync(file);
  const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const shape = sizes === "" ? [] : sizes.split(",").map(Number);
  feeds[net.inputNames[i]] = new ort.Tensor(dtype, dtype === "int64" ? new BigInt64Array(whole) : new Float32Array(whole), shape);
});
const results = await net.run(feeds);
net.outputNames.forEach((name, i) => {
  writeFileSync(`${output}.${i}`, Buffer.from(Float32Array.from(results[name].data, Number).buffer));
  console.log(results[name].dims.join(","));
});
