namespace Lamina.Dashboard;

/// <summary>The dashboard cannot be served as asked.</summary>
/// <param name="message">What broke, what came, and what to do.</param>
public sealed class DashboardException(string message) : LaminaException(message);
