using System.Diagnostics.CodeAnalysis;
using Lamina.Dashboard.Drawing;
using Lamina.Dashboard.Pages;
using Lamina.Dashboard.Runs;
using Lamina.Dashboard.Trying;
using Lamina.Pipelines;
using Lamina.Recipes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lamina.Dashboard.Serving;

/// <summary>What pages ask for beside pages: an answer to a drawing or to what was entered, and that a training stops.</summary>
static class Requests
{
    const int Largest = 1 << 20;

    [RequiresUnreferencedCode(DashboardServer.Untrimmed)]
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/try/{name}", new RequestDelegate(Answer));
        routes.MapPost("/run/{name}/stop", new RequestDelegate(Stop));
    }

    [RequiresUnreferencedCode(DashboardServer.Untrimmed)]
    static async Task Answer(HttpContext context)
    {
        if (!context.RequestServices.GetRequiredService<DashboardOptions>().LoadsNetworks || RunOf(context) is not { } run || !(TrainedNetworks.Takes(run) || TrainedNetworks.TakesRows(run)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await Body(context) is not { } body)
        {
            await new RazorComponentResult<AnswerView>(new Dictionary<string, object?> { [nameof(AnswerView.Problem)] = $"That is more than {Readable.Bytes(Largest)}, the most that is answered here. Take a part of it, or ask with `lamina predict`." })
            {
                StatusCode = StatusCodes.Status413PayloadTooLarge,
            }.ExecuteAsync(context);
            return;
        }

        Dictionary<string, object?> parts = [];
        try
        {
            parts = TrainedNetworks.TakesRows(run) ? AnswerToRow(context, run, body) : AnswerToDrawing(context, run, body);
        }
        catch (Exception error) when (error is LaminaException or IOException or ArgumentException or UnauthorizedAccessException)
        {
            parts[nameof(AnswerView.Problem)] = error.Message;
        }

        await new RazorComponentResult<AnswerView>(parts).ExecuteAsync(context);
    }

    static Dictionary<string, object?> AnswerToRow(HttpContext context, RunView run, byte[] json)
    {
        TrainedNetworks networks = context.RequestServices.GetRequiredService<TrainedNetworks>();
        TableModel model = networks.Rows(run);
        if (EnteredRow.Read(model, json) is not { } row)
            return new() { [nameof(AnswerView.Question)] = AnswerView.OfRow };
        Answer answer = networks.Ask(model, row);
        return answer.Class is null
            ? new() { [nameof(AnswerView.Number)] = answer.Value }
            : new() { [nameof(AnswerView.Answer)] = model.Model.Preprocessing.ClassNames.Zip(answer.Probabilities).ToArray() };
    }

    static Dictionary<string, object?> AnswerToDrawing(HttpContext context, RunView run, byte[] png)
    {
        Dictionary<string, object?> parts = [];
        if (DrawnPicture.Centred(DrawnPicture.Read(png)) is { } drawn)
        {
            Tensor input = DrawnPicture.For(run, drawn);
            IReadOnlyList<float> probabilities = context.RequestServices.GetRequiredService<TrainedNetworks>().Ask(run, input);
            parts[nameof(AnswerView.Answer)] = run.Recipe!.ClassNames.Zip(probabilities).ToArray();
            parts[nameof(AnswerView.Seen)] = DrawnPicture.Address(input);
        }

        return parts;
    }

    static Task Stop(HttpContext context)
    {
        if (RunOf(context) is not { } run)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        try
        {
            run.Folder.RequestStop();
        }
        catch (Exception error) when (error is RecipeException or IOException or UnauthorizedAccessException)
        {
            // It has ended by itself, or another user trains: the page shows its state.
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/" + RunLabels.Link(run);
        return Task.CompletedTask;
    }

    static RunView? RunOf(HttpContext context) => context.RequestServices.GetRequiredService<RunBoard>().Find((string)context.Request.RouteValues["name"]!);

    // Null for more than any drawing has, or any text that one enters.
    static async Task<byte[]?> Body(HttpContext context)
    {
        using MemoryStream body = new();
        byte[] piece = new byte[16_384];
        for (int count; (count = await context.Request.Body.ReadAsync(piece, context.RequestAborted)) > 0;)
        {
            if (body.Length + count > Largest)
                return null;
            body.Write(piece, 0, count);
        }

        return body.ToArray();
    }
}
