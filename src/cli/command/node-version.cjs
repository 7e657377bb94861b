// Runs before the commands, which are TypeScript: a Node that cannot read them says what is missing in one line.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `需要 Node 22.18 或更新的版本，这里是 ${process.version}：请安装 Node 24（https://nodejs.org/），再运行 npm ci。\n`,
  );
  process.exit(1);
}
