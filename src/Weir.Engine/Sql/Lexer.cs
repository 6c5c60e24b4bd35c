namespace Weir.Engine.Sql;

/// <summary>
/// Cuts text into tokens, skipping blanks and comments. Allocates nothing and never fails: what cannot be a token
/// comes out as <see cref="TokenKind.Stray"/> or <see cref="TokenKind.Unterminated"/>, so that the splitter can go
/// on where the parser stops. Lexical rules are those of Flink 1.20: back-ticks quote names, <c>--</c> and
/// <c>//</c> start a comment, digits and dots are numbers.
/// </summary>
internal ref struct Lexer
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _line;
    private int _lineStart;

    public Lexer(ReadOnlySpan<char> text)
    {
        _text = text;
        _at = text.Length > 0 && text[0] == ByteOrderMark ? 1 : 0;
        _line = 1;
        _lineStart = _at;
    }

    public Token Next()
    {
        if (SkipBlanksAndComments(out Token unterminated))
        {
            return unterminated;
        }

        int start = _at;
        int line = _line;
        int column = _at - _lineStart + 1;
        if (_at == _text.Length)
        {
            return new Token(TokenKind.End, default, default, start, 0, line, column);
        }

        KeywordInfo word = default;
        TokenKind kind = Scan(ref word);
        return new Token(kind, word.Keyword, word.Traits, start, _at - start, line, column);
    }

    private readonly char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private TokenKind Scan(ref KeywordInfo word)
    {
        char c = _text[_at];
        switch (c)
        {
            case '\'':
                return Quoted(TokenKind.String, '\'');
            case '`':
                return Quoted(TokenKind.QuotedName, '`');
            case 'U' or 'u' when Peek(1) == '&' && Peek(2) == '\'':
                _at += 2;
                return Quoted(TokenKind.UnicodeString, '\'');
            case 'X' or 'x' when Peek(1) == '\'':
                _at++;
                return Quoted(TokenKind.BinaryString, '\'');
        }

        if (IsNameStart(c))
        {
            return Word(ref word);
        }

        return char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))) ? Number() : Symbol(c);
    }

    private TokenKind Word(ref KeywordInfo word)
    {
        int start = _at;
        do
        {
            _at++;
        }
        while (_at < _text.Length && IsNamePart(_text[_at]));
        word = Keywords.Find(_text[start.._at]);
        return TokenKind.Word;
    }

    /// <summary>Stands on the opening quote; a doubled quote is part of the content.</summary>
    private TokenKind Quoted(TokenKind kind, char quote)
    {
        for (_at++; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c == quote)
            {
                if (Peek(1) != quote)
                {
                    _at++;
                    return kind;
                }

                _at++;
            }
            else if (c is '\n' or '\r')
            {
                NewLine();
            }
        }

        return TokenKind.Unterminated;
    }

    private TokenKind Number()
    {
        SkipDigits();
        if (Peek(0) == '.')
        {
            _at++;
            SkipDigits();
        }

        int exponent = Peek(0) is not ('e' or 'E') ? 0 : Peek(1) is '+' or '-' ? 2 : 1;
        if (exponent == 0 || !char.IsAsciiDigit(Peek(exponent)))
        {
            return TokenKind.Exact;
        }

        _at += exponent;
        SkipDigits();
        return TokenKind.Approximate;
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek(0)))
        {
            _at++;
        }
    }

    private TokenKind Symbol(char c)
    {
        char next = Peek(1);
        (TokenKind kind, int length) = (c, next) switch
        {
            ('(', _) => (TokenKind.LeftParenthesis, 1),
            (')', _) => (TokenKind.RightParenthesis, 1),
            ('[', _) => (TokenKind.LeftBracket, 1),
            (']', _) => (TokenKind.RightBracket, 1),
            (',', _) => (TokenKind.Comma, 1),
            (';', _) => (TokenKind.Semicolon, 1),
            ('.', _) => (TokenKind.Dot, 1),
            (':', _) => (TokenKind.Colon, 1),
            ('?', _) => (TokenKind.Question, 1),
            ('=', '>') => (TokenKind.Arrow, 2),
            ('=', _) => (TokenKind.Equal, 1),
            ('<', '>') or ('!', '=') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('<', _) => (TokenKind.Less, 1),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('>', _) => (TokenKind.Greater, 1),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', '/') => (TokenKind.HintEnd, 2),
            ('*', _) => (TokenKind.Star, 1),
            ('/', '*') => (TokenKind.HintBegin, 3),
            ('/', _) => (TokenKind.Slash, 1),
            ('%', _) => (TokenKind.Percent, 1),
            ('|', '|') => (TokenKind.Concat, 2),
            _ => (TokenKind.Stray, char.IsSurrogatePair(c, next) ? 2 : 1),
        };
        _at += length;
        return kind;
    }

    /// <summary>True when a block comment is not closed: then <paramref name="unterminated"/> is the last token but
    /// the end.</summary>
    private bool SkipBlanksAndComments(out Token unterminated)
    {
        unterminated = default;
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c is '\n' or '\r')
            {
                NewLine();
                _at++;
            }
            else if (c is ' ' or '\t' or '\f')
            {
                _at++;
            }
            else if ((c == '-' && Peek(1) == '-') || (c == '/' && Peek(1) == '/'))
            {
                int length = _text[_at..].IndexOfAny('\n', '\r');
                _at = length < 0 ? _text.Length : _at + length;
            }
            else if (c == '/' && Peek(1) == '*' && Peek(2) != '+')
            {
                if (SkipBlockComment(out unterminated))
                {
                    return true;
                }
            }
            else
            {
                return false;
            }
        }

        return false;
    }

    private bool SkipBlockComment(out Token unterminated)
    {
        int start = _at;
        int line = _line;
        int column = _at - _lineStart + 1;
        for (_at += 2; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c == '*' && Peek(1) == '/')
            {
                _at += 2;
                unterminated = default;
                return false;
            }

            if (c is '\n' or '\r')
            {
                NewLine();
            }
        }

        unterminated = new Token(TokenKind.Unterminated, default, default, start, _at - start, line, column);
        return true;
    }

    /// <summary>Stands on a line end and leaves it at the last character of it.</summary>
    private void NewLine()
    {
        if (_text[_at] == '\r' && Peek(1) == '\n')
        {
            _at++;
        }

        _line++;
        _lineStart = _at + 1;
    }

    /// <summary>Letters of any script, <c>_</c> and <c>$</c>.</summary>
    private static bool IsNameStart(char c) =>
        char.IsAsciiLetter(c) || c is '_' or '$' || (c > 127 && char.IsLetter(c));

    private static bool IsNamePart(char c) => IsNameStart(c) || char.IsAsciiDigit(c) || (c > 127 && char.IsDigit(c));
}
