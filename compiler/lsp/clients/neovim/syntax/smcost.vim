" Words are written by compiler/lsp/clients/generate_words.py; the rest is by hand.
if exists("b:current_syntax") | finish | endif

" In the order of growing weight: of two that match at one place the later one counts.
syn match smcostName /[A-Za-z_][A-Za-z0-9_]*\%(-[A-Za-z0-9_]\+\)*\%(\.[A-Za-z0-9_]\+\%(-[A-Za-z0-9_]\+\)*\)*/
syn match smcostSku /\<[A-Za-z_]\w*\%(-\w\+\)*\%(\.[A-Za-z]\w*\%(-\w\+\)*\)*\.[A-Za-z]*\d[A-Za-z0-9_-]*\%(\.\w\+\%(-\w\+\)*\)*/
syn match smcostRegion /[A-Za-z0-9_.-]\@1<![a-z]\+\%(-[a-z]\+\)\+-\d\+\%([A-Za-z0-9_-]\)\@!/
syn match smcostCall /\<[A-Za-z_][A-Za-z0-9_-]*\ze(/
syn match smcostType /\%(:\s\+\)\@<=[A-Z]\w*/
syn match smcostStatement /\%(^\|[;{]\)\s*\zs[A-Za-z_][A-Za-z0-9_-]*\ze\s*=\%([^=]\|$\)/ nextgroup=smcostIs skipwhite
syn match smcostIs /=/ contained nextgroup=smcostWord,smcostReserved,smcostHead skipwhite
syn match smcostHead /[A-Za-z_][A-Za-z0-9_.-]*\%([A-Za-z0-9_.-]\|(\|\s*[-+*/^<>=]\)\@!/ contained
syn match smcostHead /^[A-Za-z_][A-Za-z0-9_.-]*\ze\s\+[A-Za-z0-9_"{(]/
syn match smcostNamed /[A-Za-z_][A-Za-z0-9_-]*/ contained
syn match smcostZone /[A-Za-z0-9_.-]\@1<!\%(UTC\>\|[A-Z][A-Za-z_]\+\/[A-Za-z_\/]\+\)/
syn match smcostConstant /[A-Za-z0-9_.-]\@1<!\%(none\|true\|false\)\%([A-Za-z0-9_-]\)\@!/
syn match smcostCode /\<SMC\d\{4}\>/
syn match smcostCurrency /[A-Za-z0-9_.-]\@1<![A-Z]\{3}\%([A-Za-z0-9_.-]\)\@!/
syn match smcostDay /\%([A-Za-z0-9_-]\)\@1<!\%(mon\%(day\)\=\|tue\%(sday\)\=\|wed\%(nesday\)\=\|thu\%(rsday\)\=\|fri\%(day\)\=\|sat\%(urday\)\=\|sun\%(day\)\=\|weekends\)\%([A-Za-z0-9_(-]\|\.\w\|\s*=[^=]\)\@!/
syn match smcostDistribution /\%(\~\s\+\)\@<=[a-z_]\+/
syn match smcostPer /\%([A-Za-z0-9_)%]\)\@1<=\/\%([A-Za-z_]\)\@=/ nextgroup=smcostUnit
" begin generated
syn match smcostWord /\%([A-Za-z0-9_.-]\)\@1<!\%(off\|on\|upfront\)\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!/
syn match smcostWord /\%([A-Za-z0-9_.-]\)\@1<!\%(facts\|price\)\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!\%(\s*(\)\@=/
syn match smcostWord /\%([A-Za-z0-9_.-]\)\@1<!\%(invoice\)\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!\%(\s*\%($\|[;,}<>]\|==\)\)\@=/
syn match smcostWord /\%([A-Za-z0-9_.-]\)\@1<!\%(after\|brings\|edition\|excludes\|high\|low\|many\|meter\|plan\|region\|source\|stock\|summer\)\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!\%(\s\+\%(\%(always\|and\|as\|at\|by\|each\|else\|erratum\|for\|from\|grows\|if\|in\|less\|not\|of\|on\|or\|otherwise\|over\|peak\|per\|plus\|printed\|shown\|step\|then\|to\|until\|warn\|weekdays\|where\|with\|x\)\%([A-Za-z0-9_-]\)\@!\)\@![A-Za-z_]\)\@=/
syn match smcostWord /\%([A-Za-z0-9_.-]\)\@1<!\%(day\|days\|first\|granularity\|last\|minimum\|next\|since\|tax\|term\|trial\|until\)\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!\%(\s\+\d\)\@=/
syn match smcostWord /\%([A-Za-z0-9_.-]\)\@1<!\%(tag\)\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!\%(\s\+[A-Za-z_][A-Za-z0-9_-]*\s\+"\)\@=/
syn match smcostWord /\%([A-Za-z0-9_.-]\)\@1<!\%(erratum\|free\|printed\|rates\|shown\|usage\|usage_prefix\)\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!\%(\s\+"\)\@=/
syn match smcostWord /\%([A-Za-z0-9_.-]\)\@1<!\%(at\|bare\|by\|choice\|cliff\|commit\|credit\|every\|except\|for\|from\|greatest\|grows\|in\|kept\|largest\|least\|lognormal\|normal\|of\|only\|over\|peak\|round\|skus\|smallest\|step\|to\|triangular\|uniform\|warn\)\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!\%(\s\+["A-Za-z0-9_(\[{~-]\)\@=/
syn match smcostValue /\%([A-Za-z0-9_.-]\)\@1<!\%(average\|payable\|span\|total\)\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!/
syn match smcostReserved /\%([A-Za-z0-9_.-]\)\@1<!\%(always\|and\|as\|each\|else\|if\|less\|not\|or\|otherwise\|per\|plus\|then\|weekdays\|where\|with\)\%([A-Za-z0-9_-]\)\@!/
syn match smcostUnit /\%(\%(always\|and\|as\|at\|by\|each\|else\|erratum\|for\|from\|grows\|if\|in\|less\|not\|of\|on\|or\|otherwise\|over\|peak\|per\|plus\|printed\|shown\|step\|then\|to\|until\|warn\|weekdays\|where\|with\|x\)\%([A-Za-z0-9_-]\)\@!\)\@![A-Za-z_]\+\%(-[A-Za-z_]\+\)*\%([A-Za-z_]\|(\|\.\w\)\@!/ contained contains=smcostCurrency
syn match smcostDeclaration /\%(^\|[;{]\)\s*\zs\%(account\|agreement\|assert\|basis\|budget\|commit\|compare\|currency\|drop\|exchange\|expect\|free_tier\|group\|ignore\|include\|invoice\|payment\|period\|quote\|rates\|region\|regions\|rejects\|require\|set\|skus\|tag\|test\|units\|use\|zones\)\%(\s\)\@=\%(\s*=[^=]\|\s*:\)\@!/
syn match smcostDeclaration /\%(^\|[;{]\)\s*\zs\%(allowance\|days\|dimension\|edition\|fn\|let\|line\|maximise\|meter\|minimise\|option\|param\|plan\|price_list\|sample\|scenario\|solve\|source\|sweep\|unit\|words\|workload\)\%(\s\+[A-Za-z_]\)\@=/ nextgroup=smcostNamed skipwhite
" end generated
syn match smcostReserved /[A-Za-z0-9_.-]\@1<!per\%(\s\)\@=/ nextgroup=smcostUnit,smcostNumber skipwhite
syn match smcostReserved /\%(^\s*\%(use\|include\)\>.*\)\@<![A-Za-z0-9_.-]\@1<!as\%(\s\)\@=/ nextgroup=smcostUnit skipwhite
syn match smcostUnit /\%(:\s\+[A-Z]\S*\s\+in\s\+\)\@<=[A-Za-z_]\+\%(-[A-Za-z_]\+\)*/
syn match smcostNamed /\[\@1<=[A-Za-z_][A-Za-z0-9_-]*\%(\]\)\@=/
syn match smcostNumber /[A-Za-z0-9_]\@1<!\d\+\%(_\d\+\)*\%(\.\d\+\)\=\%([eE][+-]\=\d\+\|[kMGT]\%(\w\)\@!\)\=/ nextgroup=smcostPercent,smcostUnit skipwhite
syn match smcostDuration /[A-Za-z0-9_]\@1<!\%(\d\+[A-Za-z_]\+\d\@=\)\+\d\+[A-Za-z_]\+/
syn match smcostPercent /%/ contained
syn match smcostTimes /[A-Za-z0-9_]\@1<!\d\+\%(_\d\+\)*\%(\.\d\+\)\=[kMGT]\=x\>/
syn match smcostDate /[A-Za-z0-9_-]\@1<!\d\{4}-\d\d\%(-\d\d\)\=\%([A-Za-z0-9_-]\)\@!/
syn match smcostTime /[A-Za-z0-9_-]\@1<!\d\{1,2}:\d\d\%(\w\)\@!/
syn match smcostPlaceholder /{[A-Za-z_]\w*}/ contained
syn region smcostText start=/"/ end=/"/ oneline contains=smcostPlaceholder
syn match smcostComment /#.*/ contains=@Spell
syn match smcostDoc /##.*/ contains=@Spell

hi def link smcostDeclaration Statement
hi def link smcostReserved Keyword
hi def link smcostWord Keyword
hi def link smcostValue Special
hi def link smcostStatement Identifier
hi def link smcostNamed Identifier
hi def link smcostHead Function
hi def link smcostCall Function
hi def link smcostType Type
hi def link smcostSku Constant
hi def link smcostRegion Constant
hi def link smcostZone Constant
hi def link smcostConstant Constant
hi def link smcostCode Constant
hi def link smcostDay Constant
hi def link smcostDate Number
hi def link smcostTime Number
hi def link smcostNumber Number
hi def link smcostTimes Number
hi def link smcostDuration Number
hi def link smcostPercent Number
hi def link smcostDistribution Keyword
hi def link smcostUnit Type
hi def link smcostCurrency Special
hi def link smcostText String
hi def link smcostPlaceholder Special
hi def link smcostComment Comment
hi def link smcostDoc SpecialComment

syn sync minlines=1
let b:current_syntax = "smcost"
