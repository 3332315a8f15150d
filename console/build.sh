#!/usr/bin/env bash
# Builds the pages into dist/, unless dist/ is newer than everything it is made of. Maven calls this.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ ! -f dist/absent ] || rm -rf dist

absent() {
  echo "console: $1 The services work without the pages; to have them, install Node 20.19 or newer with npm (apt install nodejs npm, brew install node) and build again." >&2
  rm -rf dist
  mkdir -p dist
  touch dist/absent
  cat >dist/index.html <<HTML
<!doctype html><meta charset="utf-8"><title>接诉即办</title>
<p>网页没有构建：缺少 Node。服务照常运行；安装 Node 20.19 或更新版本后重新构建。</p>
<p lang="en">$1 The services work without the pages; install Node 20.19 or newer with npm and build again.</p>
HTML
  exit 0
}

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || absent "Node was not found, so the pages were not built."
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  absent "Node $(node -v) is too old, so the pages were not built."

if [ -f dist/index.html ] && [ -z "$(find package.json package-lock.json vite.config.ts tsconfig.json index.html public src -newer dist/index.html -print 2>/dev/null | head -n 1)" ]; then
  exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-fund --no-audit --loglevel=error
  touch node_modules/.package-lock.json
fi
npm run --silent build
