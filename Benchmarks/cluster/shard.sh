#!/bin/bash
# One shard of a sweep as a task of a Slurm job array. Set by the submitter: ALLOT, MANIFEST, RESULTS, SHARDS; for the measurement
# also NOTES, a folder for the times and the process of each shard.
shard=$SLURM_ARRAY_TASK_ID
note=$NOTES/$SLURM_ARRAY_JOB_ID-$shard
begun=$(date +%s.%N)
"$ALLOT" sweep run "$MANIFEST" --out "$RESULTS" --shard "$shard/$SHARDS" --threads 1 --quiet --log "$note.log" &
echo $! > "$note.pid"
wait $!
status=$?
rm "$note.pid"
echo "$begun $(date +%s.%N) $status" > "$note.times"
# 0, 1 and 2 are results; whatever else ends a shard, it is submitted again.
[ "$status" -le 2 ] && exit 0
exit "$status"
