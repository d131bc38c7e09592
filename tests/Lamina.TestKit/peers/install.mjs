// Installs ONNX Runtime for node: node install.mjs [folder]. No script of a package is run.
import { execSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = process.argv[2] ?? join(tmpdir(), "lamina-onnxruntime");
mkdirSync(folder, { recursive: true });
execSync("npm install onnxruntime-node --ignore-scripts --no-audit --no-fund", { cwd: folder, stdio: "inherit" });
console.log(`ONNX Runtime is in ${folder}`);
