# The functions that direnv gives to a .envrc, as far as a variable can depend on them, for our reader of bash,
# which runs nothing. What is not defined here is a program to it: how that ends is not known.
unset BASH_ENV
export DIRENV_IN_ENVRC=1

log_status() { :; }
log_error() { :; }
watch_file() { :; }
watch_dir() { :; }
strict_env() { set -eu; }
unstrict_env() { set +eu; }

# Gives REPLY the absolute path, without `.` and `..` in it.
__direnv_absolute() {
  local head
  REPLY=$1
  case $REPLY in
  /*) ;;
  *) REPLY=$PWD/$REPLY ;;
  esac
  REPLY=$REPLY/
  while [[ $REPLY == *//* ]]; do
    REPLY=${REPLY%%//*}/${REPLY#*//}
  done
  while [[ $REPLY == */./* ]]; do
    REPLY=${REPLY%%/./*}/${REPLY#*/./}
  done
  while [[ $REPLY == */../* ]]; do
    head=${REPLY%%/../*}
    REPLY=${head%/*}/${REPLY#*/../}
  done
  REPLY=${REPLY%/}
}

path_add() {
  local REPLY name=$1 added= one
  shift
  for one in "$@"; do
    __direnv_absolute "$one"
    added=${added:+$added:}$REPLY
  done
  case $name in
  PATH) export PATH="$added${PATH:+:$PATH}" ;;
  GOPATH) export GOPATH="$added${GOPATH:+:$GOPATH}" ;;
  *) eval "$name=$(path_add)" ;;
  esac
}

PATH_add() { path_add PATH "$@"; }
PATH_rm() { eval "PATH=$(path_rm)"; }
path_rm() { eval "$1=$(path_rm)"; }
load_prefix() { path_add PATH "$1/bin"; }

layout() {
  local name=$1
  shift
  case $name in
  go)
    export GOPATH="${direnv_layout_dir:-$PWD/.direnv}/go${GOPATH:+:$GOPATH}"
    path_add PATH "${direnv_layout_dir:-$PWD/.direnv}/go/bin"
    ;;
  *) "layout_$name" "$@" ;;
  esac
}

use() {
  local name=$1
  shift
  "use_$name" "$@"
}
use_nix() { eval "$(direnv use nix)"; }
use_flake() { eval "$(direnv use flake)"; }
use_guix() { eval "$(direnv use guix)"; }
source_url() { eval "$(direnv fetchurl "$1")"; }
direnv_load() { eval "$(direnv dump)"; }
direnv_apply_dump() { eval "$(direnv apply_dump "$1")"; }

__direnv_dotenv() {
  case $- in
  *a*) . "/.direnv-dotenv$1" ;;
  *)
    set -a
    . "/.direnv-dotenv$1"
    set +a
    ;;
  esac
}

# Given a directory, direnv looks for the .env in it, and then tries to read the directory: nothing is set.
__direnv_load() {
  if ! [ -d "$1" ]; then
    __direnv_dotenv "$1"
  fi
}

dotenv() {
  local REPLY
  __direnv_absolute "${1:-.env}"
  if ! [ -e "$REPLY" ]; then
    return 1
  fi
  __direnv_load "$REPLY"
}

dotenv_if_exists() {
  local REPLY
  __direnv_absolute "${1:-.env}"
  if [ -e "$REPLY" ]; then
    __direnv_load "$REPLY"
  fi
}

source_env() {
  local REPLY before=$PWD
  __direnv_absolute "${1/#\~/$HOME}"
  if [ -d "$REPLY" ]; then
    REPLY=$REPLY/.envrc
  fi
  if ! [ -f "$REPLY" ]; then
    return 1
  fi
  PWD=${REPLY%/*}
  PWD=${PWD:-/}
  . "$REPLY"
  PWD=$before
}

source_env_if_exists() {
  if [ -f "$1" ]; then
    source_env "$1"
  fi
}

source_up() {
  local up=${PWD%/*} file=${1:-.envrc}
  while ! [ -f "$up/$file" ]; do
    if [ -z "$up" ]; then
      return 1
    fi
    up=${up%/*}
  done
  source_env "$up/$file"
}

source_up_if_exists() {
  source_up "$@"
  return 0
}

__direnv_main() {
  local config lib
  config=${DIRENV_CONFIG:-${XDG_CONFIG_HOME:-$HOME/.config}/direnv}
  for lib in "$config"/lib/*.sh; do
    if [ -f "$lib" ]; then
      . "$lib"
    fi
  done
  if [ -f "$config/direnvrc" ]; then
    . "$config/direnvrc"
  elif [ -f "$HOME/.direnvrc" ]; then
    . "$HOME/.direnvrc"
  fi
  source_env "$1"
}
