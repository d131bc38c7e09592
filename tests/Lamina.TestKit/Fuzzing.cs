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
/// The environment variable LAMINA_FUZZ gives another number of mutations, or the first and the one behind the last as <c>5000-6000</c>; each is made from its
/// number alone, so that a failure can be run again. A mutation without end takes the process with it: nothing else ends it.
/// </remarks>
public static class Fuzzing
{
    const int MostFaults = 40;
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(20), NoEnd = TimeSpan.FromSeconds(120);

    /// <summary>Runs the mutations.</summary>
    /// <param name="kind">What is loaded, for messages.</param>
    /// <param name="seeds">Valid files.</param>
    /// <param name="load">Loads a file and looks at all of it.</param>
    /// <param name="aware">Changes a file where its structure is; null if there is no such mutator.</param>
    /// <param name="count">Mutations, if the environment names no other number.</param>
    /// <param name="constantBytes">What a load may take beyond four times the file: 16 MiB for what only parses.</param>
    /// <returns>How many of the mutated files were still read.</returns>
    public static int Run(string kind, IReadOnlyList<byte[]> seeds, Action<byte[]> load, Func<byte[], System.Random, byte[]>? aware = null, int count = 400, long constantBytes = 16 << 20)
    {
        if (TestContext.Current.TestCollection is not { TestCollectionDisplayName: "Alone" })
            throw new CheckFailedException("What other tests rent meanwhile would count: put the class into the collection 'Alone'.");
        (int first, int end) = Wanted() ?? (0, count);
        int read = 0;
        long most = 0;
        List<string> faults = [];
        for (int i = first; i < end && faults.Count < MostFaults; i++)
        {
            System.Random random = new(i);
            byte[] seed = seeds[random.Next(seeds.Count)], mutated = aware is not null && i % 2 == 0 ? aware(seed, random) : Bytes(seed, random);
            string place = $"{kind}, mutation {i}";
            using Timer watch = new(_ => Environment.FailFast($"{place}: no end after {NoEnd}"), null, NoEnd, Timeout.InfiniteTimeSpan);
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
                faults.Add($"{place}: {error}");
            }

            long taken = GC.GetAllocatedBytesForCurrentThread() - before + Math.Max(0, BufferPool.Shared.LentBytes - lent);
            most = Math.Max(most, taken);
            if (taken > (4L * mutated.Length) + constantBytes)
                faults.Add($"{place}: a file of {mutated.Length} bytes took {taken} bytes.");
            if (Stopwatch.GetElapsedTime(start) > Longest)
                faults.Add($"{place}: it took {Stopwatch.GetElapsedTime(start)}.");
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1} mutations, {2} of them read, at most {3} bytes", kind, end - first, read, most);
        return faults.Count == 0 ? read : throw new CheckFailedException(string.Join(Environment.NewLine, faults));
    }

    static (int First, int End)? Wanted()
    {
        if (Environment.GetEnvironmentVariable("LAMINA_FUZZ") is not { Length: > 0 } wanted)
            return null;
        int[] numbers = Array.ConvertAll(wanted.Split('-'), part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture));
        return numbers.Length == 1 ? (0, numbers[0]) : (numbers[0], numbers[1]);
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
