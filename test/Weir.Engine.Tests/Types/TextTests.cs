using System.Globalization;
using System.Text;
using Weir.Engine.Types;
using Xunit;
using Calendar = Weir.Engine.Types.Calendar;

namespace Weir.Engine.Tests.Types;

public sealed class TextTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(100.0, "100.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00099, "9.9E-4")]
    [InlineData(9999999.5, "9999999.5")]
    [InlineData(9999999.999, "9999999.999")]
    [InlineData(1e7, "1.0E7")]
    [InlineData(123456789.125, "1.23456789125E8")]
    [InlineData(1e10, "1.0E10")]
    [InlineData(1e-5, "1.0E-5")]
    [InlineData(9007199254740993.0, "9.007199254740992E15")]
    [InlineData(1.7976931348623157E308, "1.7976931348623157E308")]
    [InlineData(2.2250738585072014E-308, "2.2250738585072014E-308")]
    [InlineData(4.9E-324, "4.9E-324")]
    [InlineData(2E-323, "2.0E-323")]
    [InlineData(123456789012345680.0, "1.2345678901234568E17")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Doubles_are_written_as_Java_does(double value, string expected)
    {
        var into = new byte[FloatText.MaxLength];
        Assert.Equal(expected, Encoding.ASCII.GetString(into, 0, FloatText.Format(value, into)));
    }

    [Theory]
    [InlineData(1.1f, "1.1")]
    [InlineData(0.1f, "0.1")]
    [InlineData(1e10f, "1.0E10")]
    [InlineData(16777216f, "1.6777216E7")]
    [InlineData(3.4028235E38f, "3.4028235E38")]
    [InlineData(1.4E-45f, "1.4E-45")]
    public void Floats_are_written_as_Java_does(float value, string expected)
    {
        var into = new byte[FloatText.MaxLength];
        Assert.Equal(expected, Encoding.ASCII.GetString(into, 0, FloatText.Format(value, into)));
    }

    [Fact]
    public void Doubles_read_back_what_was_written()
    {
        var random = new Random(1);
        var into = new byte[FloatText.MaxLength];
        for (var i = 0; i < 50_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (!double.IsFinite(value))
            {
                continue;
            }

            var length = FloatText.Format(value, into);
            Assert.True(FloatText.TryParse(into.AsSpan(0, length), out var back));
            Assert.Equal(value, back);
            Assert.Equal(value, FloatText.ToDouble(FloatText.Shortest(value, out var scale), -scale));
        }
    }

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData(" 1.5e3 ", 1500.0)]
    [InlineData("1d", 1.0)]
    [InlineData("1F", 1.0)]
    [InlineData("+.5", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("NaN", double.NaN)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("infinity", null)]
    [InlineData("1,000", null)]
    [InlineData("", null)]
    [InlineData("d", null)]
    [InlineData("1e", null)]
    [InlineData("--1", null)]
    public void Texts_as_doubles(string text, double? expected)
    {
        var read = FloatText.TryParse(Encoding.ASCII.GetBytes(text), out var value);
        Assert.Equal(expected, read ? value : null);
    }

    [Fact]
    public void Every_day_of_twelve_centuries_is_the_one_DateTime_has()
    {
        var day = Calendar.DayOf(1000, 1, 1);
        for (var date = new DateTime(1000, 1, 1); date.Year < 2200; date = date.AddDays(1), day++)
        {
            Assert.Equal(day, Calendar.DayOf(date.Year, date.Month, date.Day));
            Assert.Equal((date.Year, date.Month, date.Day), Calendar.DateOf(day));
            Assert.Equal(date.DayOfYear, Calendar.DayOfYear(day));
            Assert.Equal(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek, Calendar.IsoDayOfWeek(day));
            Assert.Equal((ISOWeek.GetYear(date), ISOWeek.GetWeekOfYear(date)), Calendar.IsoWeek(day));
        }
    }

    [Fact]
    public void Months_are_added_as_DateTime_adds_them()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var date = new DateTime(1000, 1, 1).AddDays(random.Next(400_000));
            var months = random.Next(-2000, 2000);
            var moved = date.AddMonths(months);
            Assert.Equal(
                Calendar.DayOf(moved.Year, moved.Month, moved.Day),
                Calendar.AddMonths(Calendar.DayOf(date.Year, date.Month, date.Day), months));
        }
    }

    [Fact]
    public void Timestamps_read_back_what_was_written()
    {
        var random = new Random(1);
        var into = new byte[TemporalText.MaxLength];
        for (var i = 0; i < 20_000; i++)
        {
            var micros = random.NextInt64(Calendar.DayOf(1, 1, 1) * Calendar.MicrosPerDay,
                Calendar.DayOf(9999, 12, 31) * Calendar.MicrosPerDay);
            var length = TemporalText.FormatTimestamp(micros, 6, into);
            var expected = new DateTime(1, 1, 1).AddTicks((micros - (Calendar.DayOf(1, 1, 1) * Calendar.MicrosPerDay)) * 10)
                .ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
            Assert.Equal(expected, Encoding.ASCII.GetString(into, 0, length));
            Assert.True(TemporalText.TryParseTimestamp(into.AsSpan(0, length), out var back));
            Assert.Equal(micros, back);
        }
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Shanghai")]
    [InlineData("Australia/Lord_Howe")]
    public void Wall_clock_times_lead_back_to_their_moment(string name)
    {
        var zone = Zones.Find(name)!;
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++)
        {
            var utc = random.NextInt64(0, 4_000_000_000) * Calendar.MicrosPerSecond;
            var local = Zones.ToLocal(utc, zone);
            var first = Zones.ToUtc(local, zone);
            var last = Zones.ToUtc(local, zone, last: true);
            Assert.Equal(local, Zones.ToLocal(first, zone));
            Assert.Equal(local, Zones.ToLocal(last, zone));
            Assert.True(first <= utc && utc <= last);
        }
    }

    [Theory]
    [InlineData("UTC", 0)]
    [InlineData("Z", 0)]
    [InlineData("GMT+8", 480)]
    [InlineData("UTC+05:30", 330)]
    [InlineData("-0800", -480)]
    [InlineData("+08:00", 480)]
    [InlineData("Asia/Tokyo", 540)]
    [InlineData("Nowhere/City", null)]
    [InlineData("../etc/passwd", null)]
    [InlineData("GMT+99", null)]
    [InlineData("", null)]
    public void Zones_by_name(string name, int? minutes) =>
        Assert.Equal(minutes, Zones.Find(name) is { } zone ? (int)zone.BaseUtcOffset.TotalMinutes : null);

    [Theory]
    [InlineData("12", 12L)]
    [InlineData(" +12.9 ", 12L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-9223372036854775809", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("1e2", null)]
    [InlineData("1.2.3", null)]
    [InlineData("+", null)]
    public void Texts_as_integers(string text, long? expected)
    {
        var read = IntegerText.TryParse(Encoding.ASCII.GetBytes(text), out var value);
        Assert.Equal(expected, read ? value : null);
    }
}
