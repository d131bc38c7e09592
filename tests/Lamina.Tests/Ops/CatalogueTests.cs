using Lamina.TestKit;

namespace Lamina.Tests.Ops;

/// <summary>What every op must hold: one test an op and property.</summary>
public sealed class CatalogueTests
{
    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Values_equal_the_reference(string op) => OpChecks.Values(Catalogue.Get(op));

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Special_values_equal_the_reference(string op) => OpChecks.Specials(Catalogue.Get(op));

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Gradients_equal_differences(string op) => OpChecks.Gradient(Catalogue.Get(op));

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Second_derivatives_equal_differences(string op) => OpChecks.SecondDerivative(Catalogue.Get(op));

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void All_tiers_agree(string op) => OpChecks.Tiers(Catalogue.Get(op));

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Bits_do_not_depend_on_threads(string op) => OpChecks.Threads(Catalogue.Get(op));

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Bad_shapes_raise_the_promised_error(string op) => OpChecks.BadShapes(Catalogue.Get(op));

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Fused_ops_equal_their_parts(string op) => OpChecks.Decomposition(Catalogue.Get(op));

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void A_captured_run_has_the_same_bits_and_allocates_nothing(string op) => OpChecks.Captured(Catalogue.Get(op));
}
