namespace Lamina.Models.Detection;

/// <summary>What <see cref="Fcos"/> should say of each place, from the boxes of a picture. Written in tensor ops, so that a step of training can be recorded.</summary>
/// <remarks>
/// A place belongs to a box if it is inside of it, not farther than one and a half steps of the grid from its middle along x and along y, and if the box is of the level's
/// size: its farthest side is at most 48 pixels away at the fine level, more than that at the coarse one. Of several boxes it takes the smallest, of equal ones the first.
/// </remarks>
internal sealed class FcosTargets
{
    const double Radius = 1.5;
    const float Never = 1e12f;

    // [1, places, 1], made once: what is written from the host is no part of a recorded step.
    readonly Tensor _x, _y, _reach, _isFine;

    public FcosTargets(FcosGrid grid)
    {
        _x = Column(place => (float)place.X);
        _y = Column(place => (float)place.Y);
        _reach = Column(place => (float)(Radius * place.Stride));
        _isFine = Column(place => place.Stride == FcosGrid.Strides[0] ? 1 : 0);

        Tensor Column(Func<FcosPlace, float> value) => Tensor.From<float>([.. grid.Places.Select(value)], [1, grid.Places.Count, 1]);
    }

    /// <summary>Assigns places to boxes.</summary>
    /// <param name="boxes">[N, M, 5]: x1, y1, x2, y2 and the class; −1 for none.</param>
    /// <returns>Classes [N, places], −1 where there is no object; and distances [N, places, 4] to the sides of its box, 1 where there is none.</returns>
    public (Tensor Classes, Tensor Distances) Of(Tensor boxes)
    {
        using GradientScope off = Gradients.Off();
        Tensor Corner(int place) => boxes.Select(-1, place).Unsqueeze(1);
        Tensor left = _x - Corner(0), top = _y - Corner(1), right = Corner(2) - _x, bottom = Corner(3) - _y;
        Tensor nearest = Tensor.Minimum(Tensor.Minimum(left, right), Tensor.Minimum(top, bottom));
        Tensor farthest = Tensor.Maximum(Tensor.Maximum(left, right), Tensor.Maximum(top, bottom));
        Tensor offCentre = Tensor.Maximum((left - right).Abs(), (top - bottom).Abs()) * 0.5;
        Tensor isFine = farthest.LessOrEqual(FcosGrid.LevelLimit).To(DType.Float32);
        Tensor fits = nearest.Greater(0)
            .LogicalAnd(offCentre.LessOrEqual(_reach))
            .LogicalAnd(isFine.EqualTo(_isFine))
            .LogicalAnd(Corner(4).GreaterOrEqual(0));
        Tensor area = Tensor.Where(fits, (left + right) * (top + bottom), Never);
        (Tensor smallest, Tensor which) = area.Min(-1);
        Tensor isObject = smallest.Less(Never);
        Tensor chosen = boxes.Gather(1, which.Unsqueeze(-1).Expand([.. which.Shape, 5]));
        Tensor x = _x.Squeeze(-1), y = _y.Squeeze(-1);
        Tensor distances = Tensor.Stack([x - chosen.Select(-1, 0), y - chosen.Select(-1, 1), chosen.Select(-1, 2) - x, chosen.Select(-1, 3) - y], -1);
        return (Tensor.Where(isObject, chosen.Select(-1, 4), -1), Tensor.Where(isObject.Unsqueeze(-1), distances, 1));
    }
}
