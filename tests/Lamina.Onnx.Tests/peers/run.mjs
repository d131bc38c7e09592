// Runs a model of one float input and one float output:
// node run.mjs FOLDER MODEL SIZES INPUT OUTPUT, with little-endian floats in the files and sizes such as 2,1,32,32.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, model, sizes, input, output] = process.argv.slice(2);
const ort = createRequire(join(folder, "peer.js"))("onnxruntime-node");
const net = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const bytes = readFileSync(input);
const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const results = await net.run({ [net.inputNames[0]]: new ort.Tensor("float32", values, sizes.split(",").map(Number)) });
const result = results[net.outputNames[0]];
writeFileSync(output, Buffer.from(result.data.buffer, result.data.byteOffset, result.data.byteLength));
console.log(result.dims.join(","));
