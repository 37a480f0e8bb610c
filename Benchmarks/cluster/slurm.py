"""A Slurm of one node in a folder of its own: controller, node and munge, started and stopped by their process files."""
import os
import shutil
import socket
import subprocess
import time

PACKAGES = ["slurm-wlm", "munge"]


def install():
    if all(shutil.which(name) for name in ("slurmctld", "slurmd", "munged", "sbatch")):
        return
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], check=True, stdout=subprocess.DEVNULL)


def conf(folder, host, cpus):
    # Nothing but the tasks: no accounting, no cgroups, which a container lacks.
    return f"""ClusterName=allot
SlurmctldHost={host}(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SlurmctldPort=36817
SlurmdPort=36818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/backfill
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
MpiDefault=none
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


class Slurm:
    def __init__(self, folder, cpus):
        self.folder, self.host = folder, socket.gethostname().split(".")[0]
        for name in ("state", "spool"):
            os.makedirs(f"{folder}/{name}")
        with open(f"{folder}/slurm.conf", "w") as file:
            file.write(conf(folder, self.host, cpus))
        with open(f"{folder}/munge.key", "wb", opener=lambda path, flags: os.open(path, flags, 0o400)) as file:
            file.write(os.urandom(1024))
        self.environment = os.environ | {"SLURM_CONF": f"{folder}/slurm.conf"}

    def __enter__(self):
        at = self.folder
        self.call("munged", "--force", f"--key-file={at}/munge.key", f"--socket={at}/munge.socket", f"--pid-file={at}/munged.pid",
                  f"--log-file={at}/munged.log", f"--seed-file={at}/munged.seed")
        self.call("slurmctld", "-f", f"{at}/slurm.conf")
        self.call("slurmd", "-f", f"{at}/slurm.conf")
        for _ in range(100):
            if "idle" in self.call("sinfo", "-h", "-o", "%T", check=False):
                return self
            time.sleep(0.2)
        raise SystemExit(f"Slurm does not start; see {at}/*.log")

    def __exit__(self, *_):
        for name in ("slurmd", "slurmctld", "munged"):
            try:
                with open(f"{self.folder}/{name}.pid") as file:
                    os.kill(int(file.read()), 15)
            except (OSError, ValueError):
                pass

    def call(self, *words, check=True, environment=None):
        done = subprocess.run(words, capture_output=True, text=True, env=self.environment | (environment or {}))
        if check and done.returncode != 0:
            raise SystemExit(f"{' '.join(words)}: {done.stderr.strip()}")
        return done.stdout

    def submit(self, script, array, environment, output):
        """Submits a job array; returns its number."""
        return self.call("sbatch", "--parsable", f"--array={array}", "--cpus-per-task=1", "--export=ALL", f"--output={output}", script,
                         environment=environment).strip()

    def is_running(self, job):
        return bool(self.call("squeue", "-h", "-j", job, check=False).strip())
