# Reads what `ctest --verbose` prints and counts: each Boost test case is one test, and so is a CTest test that has none.
# Shows on stderr how each CTest test ended, all that a failed one printed, and how many cases were skipped. The last line is
# `N passed, N failed`.

{ number = $1; sub(/:.*/, "", number) }

/^[0-9]+: / { output[number] = output[number] $0 "\n" }

/^[0-9]+: +Test case ".*" (has|was|timed) / {
  if (/" has passed/) good[number]++
  else if (/" was skipped/) skipped++
  else bad[number]++
}

/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / {
  number = $0; sub(/^[^#]*#/, "", number); sub(/:.*/, "", number)
  print > "/dev/stderr"
  if (/   Passed /) { if (good[number] + bad[number] == 0) good[number] = 1 }
  else if (bad[number] == 0) bad[number] = 1  # it died, or ran no test
  if (bad[number] > 0) printf "%s", output[number] > "/dev/stderr"
  passed += good[number]; failed += bad[number]
  delete good[number]; delete bad[number]; delete output[number]
}

/^No tests were found|^Unable to find executable|^Errors while running CTest$/ { trouble = 1 }

END {
  if (skipped) print skipped " skipped; build/tests.log says which, and why" > "/dev/stderr"
  if (failed == 0 && (trouble || passed == 0)) failed = 1
  printf "%d passed, %d failed\n", passed, failed
  exit failed > 0
}
