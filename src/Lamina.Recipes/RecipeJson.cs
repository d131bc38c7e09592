using System.Text.Json.Serialization;

namespace Lamina.Recipes;

/// <summary>How runs are written as JSON: camel case, one object.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RecipeResult))]
[JsonSerializable(typeof(RecipeSummary[]))]
[JsonSerializable(typeof(RunSettings))]
[JsonSerializable(typeof(RunEnvironment))]
[JsonSerializable(typeof(RunSummary[]))]
public sealed partial class RecipeJson : JsonSerializerContext;
