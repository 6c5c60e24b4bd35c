using Weir.Engine.Time;
using Xunit;

namespace Weir.Engine.Tests.Time;

public sealed class WatermarkMergeTests
{
    [Fact]
    public void The_watermark_is_the_lowest_of_all_inputs()
    {
        var merge = new WatermarkMerge(2);
        Assert.False(merge.Advance(0, 10));
        Assert.True(merge.Advance(1, 5));
        Assert.Equal(5, merge.Current);
        Assert.True(merge.Advance(1, 20));
        Assert.Equal(10, merge.Current);
    }

    [Fact]
    public void It_never_goes_back()
    {
        var merge = new WatermarkMerge(1);
        merge.Advance(0, 10);
        Assert.False(merge.Advance(0, 3));
        Assert.Equal(10, merge.Current);
    }

    [Fact]
    public void An_idle_input_does_not_hold_back_the_others()
    {
        var merge = new WatermarkMerge(2);
        merge.Advance(0, 10);
        Assert.True(merge.SetIdle(1));
        Assert.Equal(10, merge.Current);
        Assert.True(merge.Advance(0, 12));
        Assert.Equal(12, merge.Current);
    }

    [Fact]
    public void An_input_that_wakes_up_behind_the_others_does_not_take_the_watermark_back()
    {
        var merge = new WatermarkMerge(2);
        merge.SetIdle(1);
        merge.Advance(0, 10);
        Assert.False(merge.Advance(1, 4));
        Assert.Equal(10, merge.Current);
        Assert.False(merge.Advance(0, 20));
        Assert.True(merge.Advance(1, 15));
        Assert.Equal(15, merge.Current);
    }

    [Fact]
    public void When_all_are_idle_the_highest_counts()
    {
        var merge = new WatermarkMerge(2);
        merge.Advance(0, 10);
        merge.Advance(1, 7);
        merge.SetIdle(1);
        Assert.True(merge.AllIdle || merge.SetIdle(0) || merge.AllIdle);
        Assert.Equal(10, merge.Current);
    }

    [Fact]
    public void An_input_at_its_end_leaves_the_others_to_decide()
    {
        var merge = new WatermarkMerge(2);
        merge.Advance(0, long.MaxValue);
        merge.Advance(1, 3);
        Assert.Equal(3, merge.Current);
        merge.Advance(1, long.MaxValue);
        Assert.Equal(long.MaxValue, merge.Current);
    }
}
