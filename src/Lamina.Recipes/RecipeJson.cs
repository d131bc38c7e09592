using System.Text.Json.Serialization;

namespace Lamina.Recipes;

/// <summary>How runs are written as JSON: camel case, one object.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecipeResult))]
[JsonSerializable(typeof(RecipeSummary[]))]
[JsonSerializable(typeof(RunSettings))]
public sealed partial class RecipeJson : JsonSerializerContext;
