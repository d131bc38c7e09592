namespace Lamina;

/// <summary>How the overlap of two boxes is measured.</summary>
public enum BoxOverlap
{
    /// <summary>Intersection over union, IoU.</summary>
    Plain,

    /// <summary>IoU − (hull − union) / hull, with the smallest box around both as hull: below 0 for boxes apart. Rezatofighi et al., Generalized Intersection over Union, 2019.</summary>
    Generalized,

    /// <summary>IoU − d²/c², with the distance d of the centres and the diagonal c of the hull. Zheng et al., Distance-IoU Loss, 2020.</summary>
    Distance,

    /// <summary>The distance form − αv, with v = 4/π² (atan(w/h) − atan(w′/h′))² for the proportions, and α = v / (1 − IoU + v) taken as a constant. Zheng et al., 2020.</summary>
    Complete,
}
