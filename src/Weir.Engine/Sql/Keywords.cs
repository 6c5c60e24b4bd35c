using System.Text;

namespace Weir.Engine.Sql;

/// <summary>Which words mean something to the parser, and which may not be names without back-ticks.</summary>
internal static class Keywords
{
    /// <summary>The reserved words of Flink 1.20, read off its own parser. A few of them mean nothing to ours and are
    /// still refused as names: a script that runs here must also run there.</summary>
    private const string Reserved = """
        ABS ALL ALLOCATE ALLOW ALTER AND ANY ARE ARRAY ARRAY_CONCAT_AGG ARRAY_MAX_CARDINALITY AS ASENSITIVE
        ASYMMETRIC AT ATOMIC AUTHORIZATION AVG BEGIN BEGIN_FRAME BEGIN_PARTITION BETWEEN BIGINT BINARY BIT BLOB
        BOOLEAN BOTH BUCKETS BY BYTES CALL CALLED CARDINALITY CASCADED CASE CAST CATALOGS CEIL CEILING CHAR CHARACTER
        CHARACTER_LENGTH CHAR_LENGTH CHECK CLASSIFIER CLOB CLOSE COALESCE COLLATE COLLECT COLUMN COMMENT COMMIT
        CONDITION CONNECT CONSTRAINT CONTAINS CONTINUOUS CONVERT CORR CORRESPONDING COUNT COVAR_POP COVAR_SAMP CREATE
        CROSS CUBE CUME_DIST CURRENT CURRENT_CATALOG CURRENT_DATE CURRENT_DEFAULT_TRANSFORM_GROUP CURRENT_PATH
        CURRENT_ROLE CURRENT_ROW CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP CURRENT_TRANSFORM_GROUP_FOR_TYPE
        CURRENT_USER CURSOR CYCLE DATABASES DATE DAY DEALLOCATE DEC DECIMAL DECLARE DEFAULT DEFINE DELETE DENSE_RANK
        DEREF DESCRIBE DETERMINISTIC DISALLOW DISCONNECT DISTINCT DISTRIBUTED DISTRIBUTION DOT DOUBLE DROP DYNAMIC
        EACH ELEMENT ELSE EMPTY END END_FRAME END_PARTITION EQUALS ESCAPE EVERY EXCEPT EXEC EXECUTE EXISTS EXP
        EXPLAIN EXTEND EXTENDED EXTERNAL EXTRACT FALSE FETCH FILTER FIRST_VALUE FLOAT FLOOR FOR FOREIGN FRAME_ROW
        FREE FRESHNESS FROM FULL FUNCTION FUNCTIONS FUSION GET GLOBAL GRANT GROUP GROUPING GROUPS GROUP_CONCAT HASH
        HAVING HOLD HOUR IDENTITY ILIKE IMPORT IN INCLUDE INDICATOR INITIAL INNER INOUT INSENSITIVE INSERT INT
        INTEGER INTERSECT INTERSECTION INTERVAL INTO IS JOIN JSON_ARRAY JSON_ARRAYAGG JSON_EXISTS JSON_OBJECT
        JSON_OBJECTAGG JSON_QUERY JSON_VALUE LAG LANGUAGE LARGE LAST_VALUE LATERAL LEAD LEADING LEFT LIKE LIKE_REGEX
        LIMIT LN LOCAL LOCALTIME LOCALTIMESTAMP LOWER MATCH MATCHES MATCH_NUMBER MATCH_RECOGNIZE MATERIALIZED MAX
        MEASURES MEMBER MERGE METHOD MIN MINUS MINUTE MOD MODEL MODELS MODIFIES MODIFY MODULE MODULES MONTH MULTISET
        NATIONAL NATURAL NCHAR NCLOB NEW NEXT NO NONE NORMALIZE NOT NTH_VALUE NTILE NULL NULLIF NUMERIC
        OCCURRENCES_REGEX OCTET_LENGTH OF OFFSET OLD OMIT ON ONE ONLY OPEN OR ORDER OUT OUTER OVER OVERLAPS OVERLAY
        PARAMETER PARTITION PATTERN PER PERCENT PERCENTILE_CONT PERCENTILE_DISC PERCENT_RANK PERIOD PERMUTE PIVOT
        PORTION POSITION POSITION_REGEX POWER PRECEDES PRECISION PREPARE PREV PRIMARY PROCEDURE PROCEDURES RANGE RANK
        RAW READS REAL RECURSIVE REF REFERENCES REFERENCING REFRESH REFRESH_MODE REGR_AVGX REGR_AVGY REGR_COUNT
        REGR_INTERCEPT REGR_R2 REGR_SLOPE REGR_SXX REGR_SXY REGR_SYY RELEASE RENAME RESET RESULT RESUME RETURN
        RETURNS REVOKE RIGHT RLIKE ROLLBACK ROLLUP ROW ROWS ROW_NUMBER RUNNING SAVEPOINT SCALA SCOPE SCROLL SEARCH
        SECOND SEEK SELECT SENSITIVE SEPARATOR SESSION_USER SET SHOW SIMILAR SKIP SMALLINT SOME SPECIFIC SPECIFICTYPE
        SQL SQLEXCEPTION SQLSTATE SQLWARNING SQRT START STATEMENT STATIC STDDEV_POP STDDEV_SAMP STREAM STRING
        STRING_AGG SUBMULTISET SUBSET SUBSTRING SUBSTRING_REGEX SUCCEEDS SUM SUSPEND SYMMETRIC SYSTEM SYSTEM_TIME
        SYSTEM_USER TABLE TABLES TABLESAMPLE THEN TIME TIMESTAMP TIMESTAMP_LTZ TIMEZONE_HOUR TIMEZONE_MINUTE TINYINT
        TO TRAILING TRANSLATE TRANSLATE_REGEX TRANSLATION TREAT TRIGGER TRIM TRIM_ARRAY TRUE TRUNCATE UESCAPE UNION
        UNIQUE UNKNOWN UNNEST UNPIVOT UPDATE UPPER UPSERT USE USER USING VALUE VALUES VALUE_OF VARBINARY VARCHAR
        VARYING VAR_POP VAR_SAMP VERSIONING VIEWS WATERMARK WATERMARKS WHEN WHENEVER WHERE WIDTH_BUCKET WINDOW WITH
        WITHIN WITHOUT YEAR
        """;

    /// <summary>Reserved words that name ordinary functions, so that a parenthesis may follow.</summary>
    private const string ReservedFunctions = """
        ABS AVG CARDINALITY CEIL CEILING CHAR CHARACTER_LENGTH CHAR_LENGTH COALESCE COLLECT COUNT COVAR_POP COVAR_SAMP
        CUME_DIST CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DENSE_RANK ELEMENT EVERY EXP FIRST_VALUE FLOOR FUSION
        GROUPING HOUR INTERSECTION LAG LAST_VALUE LEAD LEFT LN LOCALTIME LOCALTIMESTAMP LOWER MAX MIN MINUTE MOD MONTH
        NTH_VALUE NTILE NULLIF OCTET_LENGTH PERCENTILE_CONT PERCENTILE_DISC PERCENT_RANK POWER RANK REGR_COUNT REGR_SXX
        REGR_SYY RIGHT ROW_NUMBER SECOND SOME SQRT STDDEV_POP STDDEV_SAMP SUM TRUNCATE UPPER USER VAR_POP VAR_SAMP YEAR
        """;

    /// <summary>Functions that are called without parentheses.</summary>
    private const string Niladic = """
        CURRENT_CATALOG CURRENT_DATE CURRENT_PATH CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP
        CURRENT_USER LOCALTIME LOCALTIMESTAMP SESSION_USER SYSTEM_USER USER
        """;

    private static readonly Dictionary<string, KeywordInfo> Words = Build();

    private static readonly Dictionary<string, KeywordInfo>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a word means; the default when it is an ordinary name. Case does not matter.</summary>
    public static KeywordInfo Find(ReadOnlySpan<char> word) =>
        BySpan.TryGetValue(word, out KeywordInfo info) ? info : default;

    /// <summary>The word as users write it: <see cref="Keyword.MatchRecognize"/> is MATCH_RECOGNIZE.</summary>
    public static string Text(Keyword keyword)
    {
        string name = keyword.ToString();
        var text = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
    }

    private static Dictionary<string, KeywordInfo> Build()
    {
        var words = new Dictionary<string, KeywordInfo>(StringComparer.OrdinalIgnoreCase);
        foreach (Keyword keyword in Enum.GetValues<Keyword>())
        {
            if (keyword > Keyword.Other)
            {
                words.Add(Text(keyword), new KeywordInfo(keyword, KeywordTraits.None));
            }
        }

        Mark(words, Reserved, KeywordTraits.Reserved);
        Mark(words, ReservedFunctions, KeywordTraits.Function);
        Mark(words, Niladic, KeywordTraits.Niladic);
        return words;
    }

    private static void Mark(Dictionary<string, KeywordInfo> words, string list, KeywordTraits trait)
    {
        foreach (string word in list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            KeywordInfo known = words.GetValueOrDefault(word, new KeywordInfo(Keyword.Other, KeywordTraits.None));
            words[word] = known with { Traits = known.Traits | trait };
        }
    }
}

internal readonly record struct KeywordInfo(Keyword Keyword, KeywordTraits Traits);

[Flags]
internal enum KeywordTraits : byte
{
    None = 0,
    Reserved = 1,
    Function = 2,
    Niladic = 4,
}
