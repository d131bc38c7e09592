using System.Text.Json.Nodes;
using Lamina.Formats;
using Lamina.Keras;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

public class FunctionalFormTests
{
    [Fact]
    public void A_graph_comes_back_and_a_damaged_one_is_refused()
    {
        Input a = new([4]), b = new([3], DType.Float64);
        Dense shared = new(3, inputShape: [4]);
        Node x = shared.Of(a);
        Sequential inner = new(new Relu(), new Linear(3, 3));
        Functional graph = new([a, b], [new Bilinear(3, 3, 2).Of(inner.Of(x), inner.Of(x + shared.Of(a))), x * b]);
        JsonObject written = Architecture.Write(graph);
        Functional made = (Functional)Architecture.Make(ArchitectureTests.Read((JsonObject)written.DeepClone()));
        Assert.Equal(written.ToJsonString(), Architecture.Write(made).ToJsonString());
        Assert.Equal(graph.StateDict().Keys, made.StateDict().Keys);
        made.LoadStateDict(graph.StateDict());
        (Tensor left, Tensor right) = (Tensor.Randn([2, 4]), Tensor.Randn([2, 3]));
        foreach ((Tensor expected, Tensor found) in graph.ForwardAll(left, right).Zip(made.ForwardAll(left, right)))
            Assert.Equal(expected.ToArray<float>(), found.ToArray<float>());

        foreach (Action<JsonObject> damage in (Action<JsonObject>[])
        [
            json => json["nodes"]![2]!["inputs"] = new JsonArray(5), json => json["nodes"]![3]!["inputs"] = new JsonArray(3), json => json["nodes"]![2]!["layer"] = 77, json => json["outputs"] = new JsonArray(99),
            json => json["outputs"] = new JsonArray(), json => json["inputs"] = 1, json => json["inputs"] = 100, json => json["inputs"] = 0, json => json["nodes"]![0]!["dtype"] = "float7", json => json["nodes"]![0]!["shape"] = new JsonArray(-3),
            json => json["outputs"] = new JsonArray(2),
        ])
        {
            JsonObject damaged = (JsonObject)written.DeepClone();
            damage(damaged);
            Assert.StartsWith("file: model.json", Assert.Throws<FileFormatException>(() => Architecture.Make(ArchitectureTests.Read(damaged))).Message);
        }
    }
}
