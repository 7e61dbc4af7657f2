# Types a line into an interactive zsh of $TREE and presses the tab key there.
#
# usage: press-tab.zsh LINE
module_path=($TREE/usr/lib/*/zsh/*(/))
zmodload zsh/zpty
zpty shell $TREE/zsh -d -i
zpty -w -n shell $1$'\t'
# Until it has ended, what it shows is read and let go.
while zpty -r shell shown; do :; done
