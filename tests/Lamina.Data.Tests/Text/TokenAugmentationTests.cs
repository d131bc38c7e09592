using Lamina.Data.Text;
using Xunit;

namespace Lamina.Data.Tests.Text;

public sealed class TokenAugmentationTests
{
    static readonly string[] Words = [.. Enumerable.Range(0, 1000).Select(i => $"word{i}")];

    [Fact]
    public void Masks_hide_as_many_as_asked()
    {
        Draws draws = new(1, 2, 3), again = new(1, 2, 3);
        string[] masked = TokenAugmentation.Mask<string>(Words, 0.15, "[MASK]", ref draws);
        Assert.InRange(masked.Count(word => word == "[MASK]"), 110, 190);
        Assert.All(masked.Index(), item => Assert.True(item.Item == "[MASK]" || item.Item == Words[item.Index]));
        Assert.Equal(masked, TokenAugmentation.Mask<string>(Words, 0.15, "[MASK]", ref again));
        Assert.Equal([9L, 9], TokenAugmentation.Mask<long>([1, 2], 1, 9, ref draws));
    }

    [Fact]
    public void Deletion_keeps_the_order_and_at_least_one()
    {
        Draws draws = new(1, 2, 3);
        string[] kept = TokenAugmentation.Delete<string>(Words, 0.3, ref draws);
        Assert.InRange(kept.Length, 640, 760);
        Assert.Equal(Words.Where(kept.Contains), kept);
        Assert.Contains(Assert.Single(TokenAugmentation.Delete<int>([5, 6, 7], 1, ref draws)), (int[])[5, 6, 7]);
        Assert.Empty(TokenAugmentation.Delete<int>([], 0.5, ref draws));
    }

    [Fact]
    public void Swaps_exchange_two_different_places()
    {
        for (int sample = 0; sample < 100; sample++)
        {
            Draws draws = new(1, 2, sample);
            int[] swapped = TokenAugmentation.Swap<int>([0, 1, 2, 3, 4], 1, ref draws);
            Assert.Equal(2, swapped.Index().Count(item => item.Index != item.Item));
            Assert.Equal([0, 1, 2, 3, 4], swapped.Order());
        }

        Draws none = new(1, 2, 3);
        Assert.Equal([8], TokenAugmentation.Swap<int>([8], 5, ref none));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            Draws draws = default;
            TokenAugmentation.Mask<int>([1], 2, 0, ref draws);
        });
    }
}
