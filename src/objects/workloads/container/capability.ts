/**
 * A power of root that a container can be given or denied alone.
 *
 * @see https://man7.org/linux/man-pages/man7/capabilities.7.html
 */
export enum Capability {
  /** Every capability. */
  ALL = 'ALL',

  /** Configure the kernel's auditing. */
  AUDIT_CONTROL = 'AUDIT_CONTROL',

  /** Read the audit log. */
  AUDIT_READ = 'AUDIT_READ',

  /** Write to the audit log. */
  AUDIT_WRITE = 'AUDIT_WRITE',

  /** Keep the system from suspending. */
  BLOCK_SUSPEND = 'BLOCK_SUSPEND',

  /** Use privileged BPF operations. */
  BPF = 'BPF',

  /** Checkpoint and restore processes. */
  CHECKPOINT_RESTORE = 'CHECKPOINT_RESTORE',

  /** Change the owner of files. */
  CHOWN = 'CHOWN',

  /** Read, write and execute files whatever their permissions. */
  DAC_OVERRIDE = 'DAC_OVERRIDE',

  /** Read files and directories whatever their permissions. */
  DAC_READ_SEARCH = 'DAC_READ_SEARCH',

  /** Act on files as if their owner. */
  FOWNER = 'FOWNER',

  /** Keep set-user-id bits when a file is changed. */
  FSETID = 'FSETID',

  /** Lock memory. */
  IPC_LOCK = 'IPC_LOCK',

  /** Use System V IPC objects whatever their permissions. */
  IPC_OWNER = 'IPC_OWNER',

  /** Signal processes of others. */
  KILL = 'KILL',

  /** Take leases on files of others. */
  LEASE = 'LEASE',

  /** Set files immutable and append-only. */
  LINUX_IMMUTABLE = 'LINUX_IMMUTABLE',

  /** Configure mandatory access control. */
  MAC_ADMIN = 'MAC_ADMIN',

  /** Override mandatory access control. */
  MAC_OVERRIDE = 'MAC_OVERRIDE',

  /** Create special files. */
  MKNOD = 'MKNOD',

  /** Configure the network. */
  NET_ADMIN = 'NET_ADMIN',

  /** Listen on ports below 1024. */
  NET_BIND_SERVICE = 'NET_BIND_SERVICE',

  /** Broadcast and listen to multicasts. */
  NET_BROADCAST = 'NET_BROADCAST',

  /** Use raw sockets. */
  NET_RAW = 'NET_RAW',

  /** Monitor performance. */
  PERFMON = 'PERFMON',

  /** Change group ids. */
  SETGID = 'SETGID',

  /** Set capabilities of files. */
  SETFCAP = 'SETFCAP',

  /** Change capabilities of processes. */
  SETPCAP = 'SETPCAP',

  /** Change user ids. */
  SETUID = 'SETUID',

  /** Administer the system in many ways, close to root. */
  SYS_ADMIN = 'SYS_ADMIN',

  /** Reboot. */
  SYS_BOOT = 'SYS_BOOT',

  /** Change the root directory. */
  SYS_CHROOT = 'SYS_CHROOT',

  /** Load kernel modules. */
  SYS_MODULE = 'SYS_MODULE',

  /** Raise priorities. */
  SYS_NICE = 'SYS_NICE',

  /** Turn process accounting on and off. */
  SYS_PACCT = 'SYS_PACCT',

  /** Trace processes. */
  SYS_PTRACE = 'SYS_PTRACE',

  /** Access ports and memory directly. */
  SYS_RAWIO = 'SYS_RAWIO',

  /** Override resource limits. */
  SYS_RESOURCE = 'SYS_RESOURCE',

  /** Set the clock. */
  SYS_TIME = 'SYS_TIME',

  /** Configure terminals. */
  SYS_TTY_CONFIG = 'SYS_TTY_CONFIG',

  /** Read the kernel's log. */
  SYSLOG = 'SYSLOG',

  /** Wake the system. */
  WAKE_ALARM = 'WAKE_ALARM',
}
