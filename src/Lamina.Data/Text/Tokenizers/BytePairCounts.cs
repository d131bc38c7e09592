namespace Lamina.Data.Text;

/// <summary>How often tokens stand side by side in the words of a training part, kept up to date while pairs become tokens.</summary>
internal sealed class BytePairCounts
{
    readonly List<(List<int> Tokens, long Count)> _words = [];
    readonly Dictionary<(int Left, int Right), long> _counts = [];

    // A word stays noted after its last such pair has gone; it is then looked at in vain.
    readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];

    // What a pair counted when it was put in; a count only falls after the merge that made the pair.
    PriorityQueue<(int Left, int Right), (long Count, int Left, int Right)>? _queue;

    public void Add(List<int> tokens, long count)
    {
        _words.Add((tokens, count));
        for (int i = 0; i + 1 < tokens.Count; i++)
            Change((tokens[i], tokens[i + 1]), count, _words.Count - 1);
    }

    /// <summary>Makes the most frequent pair a token, and gives the pair; null if none comes twice.</summary>
    public (int Left, int Right)? Merge(int id)
    {
        if (_queue is null)
        {
            _queue = new PriorityQueue<(int, int), (long, int, int)>();
            foreach ((int Left, int Right) pair in _counts.Keys)
                Enqueue(pair);
        }

        while (_queue.TryDequeue(out (int Left, int Right) pair, out (long Count, int, int) noted))
        {
            long count = _counts.GetValueOrDefault(pair);
            if (count < 2)
                continue;
            if (count != -noted.Count)
            {
                Enqueue(pair);
                continue;
            }

            Replace(pair, id);
            return pair;
        }

        return null;
    }

    void Enqueue((int Left, int Right) pair) => _queue!.Enqueue(pair, (-_counts[pair], pair.Left, pair.Right));

    void Replace((int Left, int Right) pair, int id)
    {
        HashSet<(int, int)> born = [];
        foreach (int word in _places[pair])
        {
            (List<int> tokens, long count) = _words[word];
            for (int i = 0; i + 1 < tokens.Count; i++)
            {
                if (tokens[i] != pair.Left || tokens[i + 1] != pair.Right)
                    continue;
                if (i > 0)
                {
                    Change((tokens[i - 1], pair.Left), -count, word);
                    Change((tokens[i - 1], id), count, word);
                    born.Add((tokens[i - 1], id));
                }

                if (i + 2 < tokens.Count)
                {
                    Change((pair.Right, tokens[i + 2]), -count, word);
                    Change((id, tokens[i + 2]), count, word);
                    born.Add((id, tokens[i + 2]));
                }

                Change(pair, -count, word);
                tokens[i] = id;
                tokens.RemoveAt(i + 1);
            }
        }

        _counts.Remove(pair);
        _places.Remove(pair);
        foreach ((int, int) one in born)
        {
            if (_counts.GetValueOrDefault(one) > 0)
                Enqueue(one);
        }
    }

    void Change((int Left, int Right) pair, long count, int word)
    {
        _counts[pair] = _counts.GetValueOrDefault(pair) + count;
        if (count <= 0)
            return;
        if (!_places.TryGetValue(pair, out HashSet<int>? words))
            _places[pair] = words = [];
        words.Add(word);
    }
}
