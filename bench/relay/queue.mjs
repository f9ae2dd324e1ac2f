export async function measureQueue() {}
