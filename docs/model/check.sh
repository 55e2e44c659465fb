#!/bin/sh
# Runs every model and compares the result lines with results.txt. Needs `proverif` on the PATH.
cd "$(dirname "$0")" || exit 1
for model in *.pv broken/*.pv; do
  echo "$model"
  proverif -lib box.pvl "$model" | grep '^RESULT'
done | diff results.txt - && echo "as in results.txt"
