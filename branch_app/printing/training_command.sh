#!/bin/sh
# What the training printer does with one received file; ippeveprinter starts it for every job.
#   $1                 the file
#   $TRAINING_PRINTER  folder with scenes/ (NNNNNN.scene, the next one first), clear, cancelled.test, log
# On standard error it talks to the printer: ATTR sets a job attribute, STATE adds or removes a state reason.

cd "$TRAINING_PRINTER" || exit 1

next_scene() {
	for staged in scenes/*; do
		[ -e "$staged" ] || return
		rm "$staged"
		echo "${staged##*.}"
		return
	done
}

count_pages() {
	pdfinfo "$1" 2>/dev/null | while read -r key value; do
		[ "$key" = Pages: ] && echo "$value"
	done
}

is_cancelled() {
	ipptool -q -d "job=$IPP_JOB_ID" "$IPP_JOB_PRINTER_URI" cancelled.test >/dev/null 2>&1
}

# Only who was given the job's number asks about the job, so the file is acknowledged by then.
is_asked_about() {
	awk -v file="\"$1\"" '
		/Created job file/ && index($0, file) { received = 1 }
		received && /Print-Job successful-ok/ { answered = 1 }
		answered && /Get-Job-Attributes successful-ok/ { asked = 1 }
		END { exit !asked }
	' log
}

# Nobody is told when the printer dies, but then nobody reads what is said either, and this ends too.
pause() {
	echo "DEBUG: waiting" >&2 || exit 1
	sleep 0.05
}

stall() {
	echo "STATE: +$1-error" >&2
	until [ -e clear ]; do
		is_cancelled && break
		pause
	done
	echo "STATE: -$1" >&2
	[ -e clear ] || exit 0
}

linger() {
	echo "ATTR: job-impressions-completed=1" >&2
	until [ -e clear ]; do
		pause
	done
}

rm -f clear
case $(next_scene) in
jams) stall media-jam ;;
runs_empty) stall media-empty ;;
lingers) linger ;;
counts_nothing) exit 0 ;;
aborts) exit 1 ;;
aborts_midway)
	echo "ATTR: job-impressions-completed=1" >&2
	exit 1
	;;
vanishes)
	until is_asked_about "$1"; do
		pause
	done
	kill -9 "$PPID"
	exit 1
	;;
esac
echo "ATTR: job-impressions-completed=$(count_pages "$1")" >&2
