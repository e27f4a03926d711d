#!/usr/bin/env bash
# Writes what the documents show of benchmarks: tables and plots below notes/, and the table of README.md.
#
# `./run bench notes` calls it when everything is built. It measures into runs/notes-full, runs/notes-sweep and
# runs/notes-agreement; what is there already it goes on with and does not measure again. The machine should be idle.
set -euo pipefail
cd "$(dirname "$0")/../.."
probe=build/bin/jit_probe
swept=(control_flow/{while_data_exit,data_dependent_if,loop_over_rows} containers/list_append_in_loop
  functions/gelu_written_out modules/recurrent_cell_in_loop)
in_readme=functions/gelu_written_out,control_flow/while_data_exit,containers/list_append_in_loop,modules/recurrent_cell_in_loop,models/pytorchcv_resnet,models/transformers_bert_torchscript

# measure NAME OPTION...: into runs/NAME. That a program failed is in the tables.
measure() {
  local run=runs/$1 code=0
  shift
  if [ -e "$run/run.json" ]; then
    "$probe" bench --resume --out "$run" >/dev/null || code=$?
  else
    "$probe" bench --out "$run" "$@" >/dev/null || code=$?
  fi
  [ "$code" -le 1 ] || exit "$code"
}

# replace FILE BEGIN END: what stands between the two lines is replaced by stdin.
replace() {
  begin=$2 end=$3 text=$(cat) awk '
    $0 == ENVIRON["end"] { inside = 0 }
    !inside { print }
    $0 == ENVIRON["begin"] { inside = 1; print ENVIRON["text"] }' "$1" >"$1.new"
  mv "$1.new" "$1"
}

measure notes-full cases --sized
measure notes-sweep "${swept[@]/#/cases/}" --sweep --worker torch-2.13.0
measure notes-agreement "$@"

{
  echo "# All cases with \`bench_inputs\`, on both torch versions"
  echo
  echo "Written by \`./run bench notes\`; ../benchmarks.md says how to read it."
  echo
  "$probe" bench table runs/notes-full --format markdown
  echo
  echo "## From torch 1.13.1 to 2.13.0"
  echo
  "$probe" bench diff runs/notes-full --between torch-1.13.1 torch-2.13.0 --format markdown || [ $? = 1 ]
} >notes/benchmarks/full.md

{
  echo "# Over sizes"
  echo
  echo "Written by \`./run bench notes\`; ../benchmarks.md says how to read it. The plots are in ../plots."
  echo
  "$probe" bench table runs/notes-sweep --table sizes --format markdown
} >notes/benchmarks/sweep.md

{
  echo "# Agreement with torch.utils.benchmark.Timer"
  echo
  echo "Written by \`./run bench notes\`; ../benchmarks.md says how to read it."
  echo
  "$probe" bench table runs/notes-agreement --format markdown --table agreement
} >notes/benchmarks/agreement.md

plots=$(mktemp -d)
trap 'rm -rf "$plots"' EXIT
"$probe" bench plot runs/notes-sweep --out "$plots" >/dev/null
for plot in "$plots"/*.svg; do
  name=$(basename "$plot" .svg)
  name=${name#*-} # without its category
  cp "$plot" "notes/plots/${name/-torch-2.13.0/}.svg"
done

"$probe" bench table runs/notes-full --worker torch-2.13.0 --case "$in_readme" --table latency --format markdown |
  sed '1s/^## //' | replace README.md '<!-- written by ./run bench notes -->' '<!-- end -->'
