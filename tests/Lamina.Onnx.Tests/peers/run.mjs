// Runs a model of one input, of floats or int64, and one float output:
// node run.mjs FOLDER MODEL SIZES INPUT OUTPUT DTYPE, with little-endian numbers in the files, sizes such as 2,1,32,32, and float32 or int64.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, model, sizes, input, output, dtype] = process.argv.slice(2);
const ort = createRequire(join(folder, "peer.js"))("onnxruntime-node");
const net = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const bytes = readFileSync(input);
const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const values = dtype === "int64" ? new BigInt64Array(whole) : new Float32Array(whole);
const results = await net.run({ [net.inputNames[0]]: new ort.Tensor(dtype, values, sizes.split(",").map(Number)) });
const result = results[net.outputNames[0]];
writeFileSync(output, Buffer.from(result.data.buffer, result.data.byteOffset, result.data.byteLength));
console.log(result.dims.join(","));
