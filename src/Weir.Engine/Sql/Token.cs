namespace Weir.Engine.Sql;

internal enum TokenKind : byte
{
    End,

    /// <summary>An unquoted name or keyword.</summary>
    Word,
    QuotedName,
    String,

    /// <summary><c>U&amp;'..'</c>.</summary>
    UnicodeString,

    /// <summary><c>X'..'</c>.</summary>
    BinaryString,
    Exact,
    Approximate,
    LeftParenthesis,
    RightParenthesis,
    LeftBracket,
    RightBracket,
    Comma,
    Semicolon,
    Dot,
    Colon,
    Question,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Concat,

    /// <summary><c>=></c></summary>
    Arrow,

    /// <summary><c>/*+</c></summary>
    HintBegin,

    /// <summary><c>*/</c></summary>
    HintEnd,

    /// <summary>A character that starts no token.</summary>
    Stray,

    /// <summary>A quote or comment that is opened and never closed; it reaches to the end of the text.</summary>
    Unterminated,
}

/// <summary>A piece of the text by place. Keyword and Traits are set for words only.</summary>
internal readonly record struct Token(
    TokenKind Kind, Keyword Keyword, KeywordTraits Traits, int Offset, int Length, int Line, int Column)
{
    public SourcePosition Position => new(Line, Column, Offset);

    public int EndOffset => Offset + Length;

    public bool IsReserved => (Traits & KeywordTraits.Reserved) != 0;
}
