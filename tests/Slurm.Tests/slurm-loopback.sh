#!/usr/bin/env bash
# Runs a command with a temporary Slurm on this machine: one controller, one node, no accounting.
#     tests/Slurm.Tests/slurm-loopback.sh dotnet test tests/Slurm.Tests
# Needs root, and Debian's packages slurm-wlm and munge. All files are in a temporary folder, which is removed at the end.
set -euo pipefail

fail() { echo "slurm-loopback.sh: $*" >&2; exit 1; }

(($#)) || fail "the command is missing"
((EUID == 0)) || fail "slurmd must be started by root, because it starts jobs for users"
for program in munged slurmctld slurmd sbatch; do
    [[ -n $(PATH=$PATH:/usr/sbin command -v "$program") ]] || fail "$program is missing. Run: apt-get install --no-install-recommends slurm-wlm munge"
done
PATH=$PATH:/usr/sbin

folder=$(mktemp -d /tmp/slurm-loopback.XXXXXX)
chmod 755 "$folder"
mkdir "$folder"/{munge,state,spool}
chmod 700 "$folder/munge"
host=$(hostname -s)
daemons=()

finish() {
    scancel --user=root 2>/dev/null || true
    for _ in {1..20}; do
        [[ -z $(squeue --noheader 2>/dev/null) ]] && break
        sleep 1
    done
    scontrol shutdown >/dev/null 2>&1 || true
    for daemon in "${daemons[@]}"; do
        kill "$daemon" 2>/dev/null || true
        wait "$daemon" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap finish EXIT

# Daemons authenticate messages with this key.
dd if=/dev/urandom of="$folder/munge/key" bs=128 count=1 status=none
chmod 600 "$folder/munge/key"
munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/munge.socket" \
    --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" 2>/dev/null &
daemons+=($!)

# Without cgroups, which containers lack. Separate ports, because another Slurm may run.
export SLURM_LOOPBACK=yes SLURM_CONF=$folder/slurm.conf
cat >"$SLURM_CONF" <<TEXT
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=${SLURM_LOOPBACK_PORT:-16817}
SlurmdPort=$((${SLURM_LOOPBACK_PORT:-16817} + 1))
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MinJobAge=10
KillWait=10
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
SlurmdSpoolDir=$folder/spool
StateSaveLocation=$folder/state
SlurmUser=root
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=debug Nodes=ALL Default=YES MaxTime=INFINITE State=UP
TEXT

slurmctld -D >/dev/null 2>&1 &
daemons+=($!)
slurmd -D >/dev/null 2>&1 &
daemons+=($!)

for _ in {1..60}; do
    [[ $(sinfo --noheader --format=%T 2>/dev/null) == idle ]] && break
    sleep 1
done
[[ $(sinfo --noheader --format=%T) == idle ]] || { tail -n 20 "$folder"/*.log >&2; fail "the cluster does not start"; }

"$@"
