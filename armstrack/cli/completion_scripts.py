"""What each shell is told, so that it asks the program at every TAB."""

from __future__ import annotations

BASH = """\
_armstrack_completion() {
    local IFS=$'\\n' answer
    answer=$(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _ARMSTRACK_COMPLETE=complete_bash "$1" 2>/dev/null)
    compopt +o default
    case $answer in
        $'\\1files') compopt -o filenames; COMPREPLY=( $(compgen -f -- "$2") ) ;;
        $'\\1folders') compopt -o filenames; COMPREPLY=( $(compgen -d -- "$2") ) ;;
        *) COMPREPLY=( $answer ); [[ $answer == *= ]] && compopt -o nospace ;;
    esac
    # bash takes what follows an `=` for a word of its own.
    [[ $COMP_WORDBREAKS == *=* && ${COMP_LINE:0:COMP_POINT} == *--*=* && $2 != *=* ]] &&
        COMPREPLY=( "${COMPREPLY[@]#--*=}" )
    return 0
}
complete -F _armstrack_completion armstrack
"""

ZSH = """\
#compdef armstrack
_armstrack() {
    local line
    local -a lines values shown
    lines=("${(@f)$(COMP_WORDS="${(F)words[1,CURRENT-1]}"$'\\n'"$PREFIX" COMP_CWORD=$((CURRENT - 1)) \\
        _ARMSTRACK_COMPLETE=complete_zsh ${words[1]} 2>/dev/null)}")
    for line in $lines; do
        case $line in
            $'\\1files'*) _files; return ;;
            $'\\1folders'*) _files -/; return ;;
            '') continue ;;
        esac
        values+=("${line%%$'\\t'*}")
        [[ -n "${line#*$'\\t'}" ]] && shown+=("${line%%$'\\t'*}  -- ${line#*$'\\t'}") || shown+=("${line%%$'\\t'*}")
    done
    (( $#values )) && compadd -U -l -d shown -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _armstrack "$@"; else compdef _armstrack armstrack; fi
"""

FISH = """\
function _armstrack_completion
    set -l words (commandline -opc)
    set -l answer (env COMP_WORDS=(string join \\n -- $words (commandline -ct) | string collect) \\
        COMP_CWORD=(count $words) _ARMSTRACK_COMPLETE=complete_fish $words[1] 2>/dev/null)
    switch "$answer[1]"
        case \\x01files\\*
            __fish_complete_path (commandline -ct)
        case \\x01folders\\*
            __fish_complete_directories (commandline -ct)
        case '*'
            test (count $answer) -gt 0; and string join \\n -- $answer
    end
end
complete --command armstrack --no-files --arguments '(_armstrack_completion)'
"""

POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName armstrack -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { "$_" })
    $env:COMP_WORDS = ($words + @($word)) -join "`n"
    $env:COMP_CWORD = $words.Count
    $env:_ARMSTRACK_COMPLETE = "complete_powershell"
    armstrack | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if (-not $value.StartsWith([char]1)) {
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", "$help ")
        }
    }
    Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:_ARMSTRACK_COMPLETE
}
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}
"""The script of each shell."""
