// A bare broadcast server on `ws`, with its default settings.
//
// Prints its port; each line "go N" on stdin sends N frames to every socket, one each 50 ms, and
// "sent" when the last one is handed over. A frame's first eight bytes are its number.
import { createInterface } from "node:readline";
import { WebSocketServer } from "ws";

const PACE = 50;
const bytes = Number(process.argv[2]);
let number = 0n;

const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
server.on("listening", () => console.log(server.address().port));

function broadcast() {
  const frame = Buffer.alloc(bytes, 0x61);
  number += 1n;
  frame.writeBigUInt64BE(number);
  for (const socket of server.clients) socket.send(frame);
}

for await (const line of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const count = Number(line.split(" ")[1]);
  for (let sent = 0; sent < count; sent += 1) {
    const wait = start + sent * PACE - performance.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    broadcast();
  }
  console.log("sent");
}
process.exit(0);
