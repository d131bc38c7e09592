// ONNX Runtime as a peer: one process, started by `lamina bench`.
//
//     node ort_peer.mjs FOLDER THREADS
//
// FOLDER holds node_modules/onnxruntime-node. It answers lines of JSON as torch_peer.py does; a task is made by
//     {"do": "make", "path": "mlp.onnx", "shape": [32, 784], "dtype": "float32", "top": null}
// where integers of the input are below top
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [folder, threads] = process.argv.slice(2);
const require = createRequire(join(folder, "peer.js"));
const ort = require("onnxruntime-node");
let net = null, feeds = null;

async function make({ path, shape, dtype, top }) {
    await net?.release();
    net = await ort.InferenceSession.create(path, {
        intraOpNumThreads: Number(threads), interOpNumThreads: 1, graphOptimizationLevel: "all", executionMode: "sequential", logSeverityLevel: 3,
    });
    const count = shape.reduce((product, size) => product * size, 1);
    const values = dtype === "int64"
        ? BigInt64Array.from({ length: count }, () => BigInt(Math.floor(Math.random() * top)))
        : Float32Array.from({ length: count }, () => 2 * Math.random() - 1);
    feeds = { [net.inputNames[0]]: new ort.Tensor(dtype, values, shape) };
    return {};
}

async function run({ milliseconds, least }) {
    const times = [], start = performance.now();
    let end = start;
    while (times.length < least || end - start < milliseconds) {
        const begin = end;
        await net.run(feeds);
        end = performance.now();
        times.push(end - begin);
    }
    const sorted = Float64Array.from(times).sort(), half = sorted.length / 2;
    return { mean: (end - start) / times.length, median: (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2 };
}

const { version } = JSON.parse(readFileSync(join(folder, "node_modules", "onnxruntime-node", "package.json")));
console.log(JSON.stringify({ version, threads: Number(threads) }));
for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    let answer;
    try {
        answer = await (request.do === "make" ? make(request) : run(request));
    } catch (error) {
        answer = { error: String(error.message ?? error).split("\n")[0] };
    }
    console.log(JSON.stringify(answer));
}
