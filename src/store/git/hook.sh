#!/bin/sh
# Refuses a commit that leaves an error in what it changes in the journey maps.
git diff --cached --quiet -- maps && exit 0
git rev-parse --quiet --verify HEAD >/dev/null && since="--since HEAD"
# What is staged is checked, not what stands in the folder: it is laid out beside it for as long as that takes.
staged=$(mktemp -d) || exit 2
trap 'rm -rf "$staged"' EXIT
git checkout-index --all --prefix="$staged/"
echo "gitdir: $(git rev-parse --absolute-git-dir)" >"$staged/.git"
cd "$staged" || exit 2
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
milepost check maps $since --format concise && exit 0
echo "The commit is refused: see the errors above. git commit --no-verify passes it by." >&2
exit 1
