using System.Runtime.Intrinsics;

namespace Lamina.Tests;

public class PhiloxTests
{
    [Fact]
    public void AgreesWithThePublishedKnownAnswers()
    {
        // The known-answer vectors for philox4x32 with 10 rounds, published with the paper's library (Random123).
        Assert.Equal(
            Vector128.Create(0x6627e8d5u, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8),
            new Philox(0).Block(0, 0));
        Assert.Equal(
            Vector128.Create(0x408f276du, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd),
            new Philox(ulong.MaxValue).Block(ulong.MaxValue, ulong.MaxValue));
        Assert.Equal(
            Vector128.Create(0xd16cfe09u, 0x94fdcceb, 0x5001e420, 0x24126ea1),
            new Philox(0x299f31d0_a4093822).Block(0x03707344_13198a2e, 0x85a308d3_243f6a88));
    }

    [Fact]
    public void FloatsLieInTheHalfOpenUnitInterval()
    {
        Assert.Equal(0f, Philox.ToUnitSingle(0xFF));
        Assert.Equal(1f - (1f / (1 << 24)), Philox.ToUnitSingle(uint.MaxValue));
        Assert.Equal(0.5f, Philox.ToUnitSingle(0x8000_0000));
        Assert.Equal(0.0, Philox.ToUnitDouble(0, 0x7FF));
        Assert.Equal(1.0 - (1.0 / (1L << 53)), Philox.ToUnitDouble(uint.MaxValue, uint.MaxValue));
    }

    [Fact]
    public void NumbersAreUniform()
    {
        // Each word's mean over 100,000 blocks has a standard deviation of 0.289 / √100,000 = 0.0009.
        Philox philox = new(42);
        double[] sums = new double[4];
        for (ulong i = 0; i < 100_000; i++)
        {
            Vector128<uint> block = philox.Block(3, i);
            for (int word = 0; word < 4; word++)
                sums[word] += Philox.ToUnitSingle(block[word]);
        }

        foreach (double sum in sums)
            Assert.InRange(sum / 100_000, 0.4955, 0.5045);
    }
}
