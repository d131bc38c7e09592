#:project ../src/Lamina.Training

// A recurrent network that learns to write film reviews, character by character, by a loop of one's own; measured on reviews that
// it never saw, against who knows only how frequent each character is.
using System.Diagnostics;
using Lamina;
using Lamina.Data;
using Lamina.Data.Text;
using Lamina.NN;

const int Window = 64, BatchSize = 32;
bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
if (Imdb.Entry.Find() is null)
{
    Console.WriteLine($"{Imdb.Entry.Title} is not on this machine. `lamina datasets download {Imdb.Entry.Name}` fetches it; or name the folder that holds {Imdb.Entry.Name}/ in {DataFolders.Variable}.");
    return 0;
}

(IDataset<LabelledText> trainReviews, IDataset<LabelledText> testReviews) = Imdb.Load();
string trainText = Plain(trainReviews, isShort ? 1000 : 10_000), testText = Plain(testReviews, isShort ? 60 : 400);
CharacterTokenizer tokenizer = new(["\n", .. Enumerable.Range(' ', 95).Select(code => $"{(char)code}")]);
int[] trainIds = Ids(trainText), testIds = Ids(testText);
TokenWindows train = TokenWindows.Drawn(trainIds, Window, BatchSize * (isShort ? 120 : 500), seed: 1), test = new(testIds, Window);
DataLoader batches = new(train, BatchSize), testBatches = new(test, 100);
Console.WriteLine($"{trainText.Length:#,0} characters to learn from, {testText.Length:#,0} to measure on");

Tensor.Seed(1);
Net net = new(tokenizer.Count, isShort ? 128 : 256);
AdamW optimizer = new(net.Parameters(), learningRate: 3e-3);
double loss = 0;
for (int epoch = 1; epoch <= (isShort ? 1 : 4); epoch++)
{
    Stopwatch watch = Stopwatch.StartNew();
    double trained = Train();
    loss = Evaluate();
    Console.WriteLine($"epoch {epoch}: loss {trained:0.000}, on other reviews {loss:0.000} (perplexity {Math.Exp(loss):0.00}), {watch.Elapsed.TotalSeconds:0.0} s");
    Console.WriteLine($"  {Generate("this film ", isShort ? 80 : 200)}");
}

double baseline = CharacterEntropy();
Console.WriteLine($"loss {loss:0.000}; of who knows only how frequent each character is: {baseline:0.000}");
return loss < baseline - (isShort ? 0.2 : 1) ? 0 : 1;

double Train()
{
    net.Train();
    double sum = 0;
    foreach ((Tensor characters, Tensor following) in batches)
    {
        optimizer.ZeroGrad();
        Tensor error = Loss.CrossEntropy(net.Forward(characters).Reshape(-1, tokenizer.Count), following.Reshape(-1));
        error.Backward();
        Clip.GradientNorm(net.Parameters(), 1);
        optimizer.Step();
        sum += error.ToDouble();
    }

    return sum / batches.Count;
}

double Evaluate()
{
    net.Eval();
    double sum = 0;
    using GradientScope off = Gradients.Off();
    foreach ((Tensor characters, Tensor following) in testBatches)
        sum += Loss.CrossEntropy(net.Forward(characters).Reshape(-1, tokenizer.Count), following.Reshape(-1), reduction: Reduction.Sum).ToDouble();
    return sum / (test.Count * Window);
}

string Generate(string start, int count)
{
    net.Eval();
    using GradientScope off = Gradients.Off();
    Generator draws = new(7);
    List<int> text = [.. Ids(start)];
    (Tensor logits, Tensor state) = net.Continue(Numbers(text), null);
    for (int i = 0; i < count; i++)
    {
        // A little bolder than the network is.
        int next = (int)(logits.Select(1, logits.Shape[1] - 1) / 0.7).Softmax(-1).Multinomial(1, generator: draws).ToInt64();
        text.Add(next);
        (logits, state) = net.Continue(Numbers([next]), state);
    }

    return tokenizer.Decode([.. text]).Replace('\n', ' ');
}

double CharacterEntropy()
{
    double[] counts = [.. Enumerable.Repeat(1.0, tokenizer.Count)];
    foreach (int id in trainIds)
        counts[id]++;
    double all = counts.Sum();
    return testIds.Average(id => Math.Log(all / counts[id]));
}

Tensor Numbers(IEnumerable<int> ids) => Tensor.From(ids.Select(id => (long)id).ToArray()).Reshape(1, -1);

int[] Ids(string text) => [.. tokenizer.Encode(text).Select(token => token.Id)];

// Reviews from all over the set, in small letters, without marks of lines and what is not ASCII.
static string Plain(IDataset<LabelledText> reviews, int count) => new(
[
    .. string.Join('\n', Enumerable.Range(0, count).Select(i => reviews.Read(i * reviews.Count / count).Text.Replace("<br />", " ").ToLowerInvariant()))
        .Where(letter => letter is '\n' or (>= ' ' and <= '~')),
]);

sealed class Net(int vocabulary, int width) : Module<Tensor, Tensor>
{
    readonly Embedding embedding = new(vocabulary, 64);
    readonly Gru gru = new(64, width, batchFirst: true);
    readonly Linear head = new(width, vocabulary);

    public override Tensor Forward(Tensor x) => Continue(x, null).Logits;                    // [N, L] → [N, L, vocabulary]

    public (Tensor Logits, Tensor State) Continue(Tensor x, Tensor? state)                   // what was read so far is in the state
    {
        (Tensor output, Tensor next) = gru.Forward(embedding.Forward(x), state);
        return (head.Forward(output), next);
    }
}
