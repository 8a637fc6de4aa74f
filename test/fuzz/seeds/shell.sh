#!/usr/bin/env bash
set -euo pipefail
export PAY_URL="http://${PAY_HOST:-pay}:3000" NODE_ENV='production'
source ./common.env
if [ "$1" = 'migrate' ]; then npx prisma migrate deploy && exit 0; fi
for f in *.sql; do psql "$DATABASE_URL" -f "$f"; done
cat <<EOF > config.json
{ "url": "$PAY_URL" }
EOF
cd /app && exec node --require ./trace.js dist/main.js "$@" &
(cd stock; npm start) | tee log ; wait
