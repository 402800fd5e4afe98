#!/bin/sh
# The inputs that are kept, a line of base64 for each in corpus/TARGET.txt.
# fuzz/corpus.sh unpack: makes a file of each in corpus/TARGET, where cargo fuzz looks for them.
# fuzz/corpus.sh pack: keeps the files of these folders and nothing else.
set -eu
cd "$(dirname "$0")/corpus"
case "${1-}" in
unpack)
    for list in *.txt; do
        folder=${list%.txt}
        mkdir -p "$folder"
        n=0
        while read -r line; do
            n=$((n + 1))
            printf %s "$line" | base64 -d > "$folder/kept-$n"
        done < "$list"
    done
    ;;
pack)
    for folder in */; do
        for file in "$folder"*; do
            base64 -w 0 "$file"
            echo
        done | LC_ALL=C sort -u > "${folder%/}.txt"
    done
    ;;
*)
    sed -n '2,4p' ../corpus.sh
    exit 2
    ;;
esac
