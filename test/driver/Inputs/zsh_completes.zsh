# zsh_completes.zsh FOLDER SCRIPT LINE WANTED: types LINE and a Tab into an interactive zsh that has the
# completions of SCRIPT and the program in FOLDER, and ends when the line reads WANTED.
zmodload zsh/zpty
zpty z "PATH=$1:$PATH TERM=dumb zsh -f -i"
zpty -w z "PS1=; autoload -U compinit; compinit -u -D; source $2; bindkey '^I' complete-word; print RE''ADY"
zpty -r -m z line '*READY*'
zpty -w -n z $3$'\t'
zpty -r -m z line "*$4*"
zpty -d z
