# SPDX-License-Identifier: Apache-2.0
# What zsh offers behind each of the given lines:  zsh -f candidates.zsh <folder that holds _whimbrel> <line>…
# An interactive zsh on a terminal of its own is given the line and a tab; what its completion adds is written down.
zmodload zsh/zpty
cat > $1/start.zsh <<'END'
PROMPT=
fpath=($FOLDER $fpath)
autoload -Uz compinit
compinit -u -D
compadd() {
  local -a offered
  builtin compadd -A offered "$@"
  local code=$?
  (( $#offered )) && print -rl -- $offered >> $FOLDER/offered
  builtin compadd "$@"
  return code
}
complete-and-tell() { zle complete-word; : > $FOLDER/told }
zle -N complete-and-tell
bindkey '^I' complete-and-tell
: > $FOLDER/ready
END
appears() { for _ in {1..300}; do [[ -e $1 ]] && return; sleep 0.1; done; print -u2 "zsh did not answer"; exit 1 }
for line in "${@:2}"; do
  rm -f $1/(ready|told|offered)(N)
  zpty terminal "FOLDER=${(q)1} zsh -f -i"
  zpty -w terminal "source ${(q)1}/start.zsh"
  appears $1/ready
  zpty -w -n terminal "$line"$'\t'
  appears $1/told
  zpty -d terminal
  print -r -- "${(j: :)${(fu)"$(cat $1/offered 2>/dev/null)"}}"
done
