-- What a plugin manager runs after an install or an update: compiles the grammar's parser.

require('nianbao.treesitter').build_now()
