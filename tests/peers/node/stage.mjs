// What every peer does alike: says where it listens, and ends with whoever started it.

/** Tells the starter the port, on one line. */
export function listening(port) {
  process.stdout.write(`listening ${port}\n`);
}

/** Ends once standard input does, so that no peer outlives the program that started it. */
export function endWithStarter() {
  process.stdin.on("end", () => process.exit(0));
  process.stdin.on("error", () => process.exit(0));
  process.stdin.resume();
}
