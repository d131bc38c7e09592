namespace Lamina;

/// <summary>What the four numbers of a box mean.</summary>
public enum BoxFormat
{
    /// <summary>Left, top, right, bottom.</summary>
    Xyxy,

    /// <summary>Left, top, width, height, as COCO has them.</summary>
    Xywh,

    /// <summary>Centre x, centre y, width, height, as YOLO and DETR have them.</summary>
    Cxcywh,
}
