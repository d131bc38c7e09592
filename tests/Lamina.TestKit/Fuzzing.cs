using System.Diagnostics;
using Lamina.Storage;
using Xunit;

namespace Lamina.TestKit;

/// <summary>
/// Mutates valid files and loads them. Every outcome must be a value or a <see cref="LaminaException"/>, within a few seconds, with memory of
/// at most four times the file and a constant. Half of the mutations know the structure, if a mutator is given; the others change bytes.
/// </summary>
/// <remarks>
/// Memory is all that the thread allocates, let go again or not, and what the pool of tensors lends more than before: tests that fuzz run alone.
/// The environment variable LAMINA_FUZZ gives another number of mutations; each is made from its number alone, so that a failure can be run again.
/// </remarks>
public static class Fuzzing
{
    const long ConstantBytes = 16L << 20;
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Runs the mutations.</summary>
    /// <param name="kind">What is loaded, for messages.</param>
    /// <param name="seeds">Valid files.</param>
    /// <param name="load">Loads a file and looks at all of it.</param>
    /// <param name="aware">Changes a file where its structure is; null if there is no such mutator.</param>
    /// <param name="count">Mutations, if the environment names no other number.</param>
    /// <returns>How many of the mutated files were still read.</returns>
    public static int Run(string kind, IReadOnlyList<byte[]> seeds, Action<byte[]> load, Func<byte[], System.Random, byte[]>? aware = null, int count = 400)
    {
        if (Environment.GetEnvironmentVariable("LAMINA_FUZZ") is { Length: > 0 } wanted)
            count = int.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture);
        int read = 0;
        long most = 0;
        for (int i = 0; i < count; i++)
        {
            System.Random random = new(i);
            byte[] seed = seeds[random.Next(seeds.Count)], mutated = aware is not null && i % 2 == 0 ? aware(seed, random) : Bytes(seed, random);
            long before = GC.GetAllocatedBytesForCurrentThread(), lent = BufferPool.Shared.LentBytes, start = Stopwatch.GetTimestamp();
            try
            {
                load(mutated);
                read++;
            }
            catch (LaminaException)
            {
                // What a damaged file should end in.
            }
            catch (Exception error)
            {
                throw new CheckFailedException($"{kind}, mutation {i}: {error}");
            }

            long taken = GC.GetAllocatedBytesForCurrentThread() - before + Math.Max(0, BufferPool.Shared.LentBytes - lent);
            most = Math.Max(most, taken);
            if (taken > (4L * mutated.Length) + ConstantBytes)
                throw new CheckFailedException($"{kind}, mutation {i}: a file of {mutated.Length} bytes took {taken} bytes.");
            if (Stopwatch.GetElapsedTime(start) > Longest)
                throw new CheckFailedException($"{kind}, mutation {i}: loading took {Stopwatch.GetElapsedTime(start)}.");
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1} mutations, {2} of them read, at most {3} bytes", kind, count, read, most);
        return read;
    }

    /// <summary>A few changes anywhere: bits, extreme numbers, pieces that are cut, doubled or moved.</summary>
    public static byte[] Bytes(byte[] seed, System.Random random)
    {
        List<byte> bytes = [.. seed];
        for (int changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 64), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: Write(bytes, at, Extreme(random), 4); break;
                case 3: Write(bytes, at, Extreme(random), 8); break;
                case 4: bytes.RemoveRange(at, length); break;
                case 5: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 6: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, seed[random.Next(seed.Length)..].Take(length)); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>A number at the edge of what lengths and sizes may be.</summary>
    public static long Extreme(System.Random random) => random.Next(8) switch
    {
        0 => 0,
        1 => -1,
        2 => long.MaxValue,
        3 => long.MinValue,
        4 => int.MaxValue,
        5 => uint.MaxValue,
        6 => 1L << random.Next(63),
        _ => random.NextInt64(),
    };

    static void Write(List<byte> bytes, int at, long value, int width)
    {
        for (int i = 0; i < width && at + i < bytes.Count; i++)
            bytes[at + i] = (byte)(value >> (8 * i));
    }
}
