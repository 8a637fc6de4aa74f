#!/bin/sh
# msa in any CI system: a report to read in the log, and reports that Jenkins, TeamCity, Azure Pipelines, CircleCI and others show.
# The exit code is the verdict: 0 nothing to report, 1 findings, 2 could not be analysed. MSA is the command, where it is not this one.
set -eu
${MSA:-npx --yes msa-lint@0.1.0} lint "$@" \
  --format text \
  --format junit=reports/msa-junit.xml \
  --format checkstyle=reports/msa-checkstyle.xml \
  --format json=reports/msa.json
